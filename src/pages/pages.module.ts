import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { PageFiles } from './folder/page-files.js';
import { PagesController } from './pages.controller.js';
import { PagesQuery } from './pages.query.js';
import { PagesService } from './pages.service.js';
import { PublishedPagesController } from './published/published-pages.controller.js';
import { PublishedPagesQuery } from './published/published-pages.query.js';

/** The provider's own pages: guides and changelog. */
@Module({
  imports: [AuditModule],
  controllers: [PagesController, PublishedPagesController],
  providers: [PageFiles, PagesQuery, PagesService, PublishedPagesQuery],
})
export class PagesModule {}
