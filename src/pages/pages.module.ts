import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { UsersModule } from '../users/users.module.js';
import { AnnouncementController } from './announcement/announcement.controller.js';
import { AnnouncementService } from './announcement/announcement.service.js';
import { PageFiles } from './folder/page-files.js';
import { NoticeFiles } from './notice-files.js';
import { PagesController } from './pages.controller.js';
import { PagesQuery } from './pages.query.js';
import { PagesService } from './pages.service.js';
import { PublishedPagesController } from './published/published-pages.controller.js';
import { PublishedPagesQuery } from './published/published-pages.query.js';
import { AcceptancesController } from './terms/acceptances.controller.js';
import { OwnTermsController } from './terms/own-terms.controller.js';
import { TermsCache } from './terms/terms.cache.js';
import { TermsController } from './terms/terms.controller.js';
import { TermsQuery } from './terms/terms.query.js';
import { TermsService } from './terms/terms.service.js';

/** What the provider tells developers: guides, changelog, an announcement, and the terms of use. */
@Module({
  imports: [AuditModule, UsersModule],
  controllers: [
    PagesController,
    PublishedPagesController,
    AnnouncementController,
    TermsController,
    AcceptancesController,
    OwnTermsController,
  ],
  providers: [
    PageFiles,
    PagesQuery,
    PagesService,
    PublishedPagesQuery,
    AnnouncementService,
    TermsCache,
    TermsQuery,
    TermsService,
    NoticeFiles,
  ],
  exports: [TermsService],
})
export class PagesModule {}
