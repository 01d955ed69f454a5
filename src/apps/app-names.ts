import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { AuditNames } from '../audit/audit-names.js';
import { likePattern } from '../common/page.js';
import { Database } from '../database/database.js';
import { App } from './app.entity.js';

/** A search of the audit log looks at no more apps. */
const MOST_FOUND = 50;

/** Tells the audit log what the apps are called: by id where one was changed, by key where one acted. */
@Injectable()
export class AppNames implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly names: AuditNames,
  ) {}

  onModuleInit(): void {
    for (const [kind, column] of [
      ['app', 'id'],
      ['appKey', 'key'],
    ] as const)
      this.names.of(
        kind,
        (values) => this.by(column, values),
        (text) => this.called(column, text),
      );
  }

  private async called(column: 'id' | 'key', text: string): Promise<string[]> {
    const apps = await this.database
      .query(App, 'app')
      .where("LOWER(app.name) LIKE :pattern ESCAPE '!'", { pattern: likePattern(text) })
      .orderBy('app.id', 'DESC')
      .take(MOST_FOUND)
      .getMany();
    return apps.map((app) => app[column]);
  }

  private async by(column: 'id' | 'key', values: string[]): Promise<Map<string, string>> {
    const apps = await this.database.rows.findBy(App, { [column]: In(values) });
    return new Map(apps.map((app) => [app[column], app.name]));
  }
}
