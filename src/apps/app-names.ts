import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { Database } from '../database/database.js';
import { App } from './app.entity.js';

/** Tells the audit log what the apps are called: by id where one was changed, by key where one acted. */
@Injectable()
export class AppNames implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly names: AuditNames,
  ) {}

  onModuleInit(): void {
    this.names.of('app', (ids) => this.by('id', ids));
    this.names.of('appKey', (keys) => this.by('key', keys));
  }

  private async by(column: 'id' | 'key', values: string[]): Promise<Map<string, string>> {
    const apps = await this.database.rows.findBy(App, { [column]: In(values) });
    return new Map(apps.map((app) => [app[column], app.name]));
  }
}
