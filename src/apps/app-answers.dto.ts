import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { WithEntityTag } from '../common/entity-tag.js';
import { pageOf } from '../common/page.js';
import { ID_TOKEN_ALGORITHMS, type IdTokenAlgorithm, type JSONWebKeySet } from '../oauth/ports.js';
import type { AppRegistration, AppStatus, AppType, DisabledBy } from './app.entity.js';
import { AppSecretDto } from './secrets/app-secret.dto.js';

/** What an administrator approved of an app. */
export class ApprovedDto {
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) url: string | null;
  @ApiProperty({ type: [String] }) scopes: string[];
  @ApiProperty({ type: [String] }) redirectUris: string[];
}

/** An app, as its owner and administrators see it. */
@WithEntityTag()
export class AppDto {
  @ApiProperty() id: string;
  @ApiProperty({ description: 'The client_id.' }) appKey: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) url: string | null;
  @ApiProperty() description: string;
  @ApiProperty({ type: [String] }) scopes: string[];
  @ApiProperty({ enum: ['confidential', 'public'] }) type: AppType;
  @ApiProperty({ type: [String] }) redirectUris: string[];
  @ApiProperty({ type: [String] }) postLogoutRedirectUris: string[];
  @ApiProperty({ enum: ID_TOKEN_ALGORITHMS }) idTokenAlg: IdTokenAlgorithm;
  @ApiProperty({ type: String, nullable: true }) accountId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the account is called.' })
  accountName: string | null;
  @ApiProperty({ enum: ['active', 'pending', 'disabled'] }) status: AppStatus;
  @ApiProperty({
    enum: ['owner', 'administrator'],
    nullable: true,
    description: 'Who disabled it; its owner enables only what its owner disabled.',
  })
  disabledBy: DisabledBy | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the administrator wrote who chose the status last.',
  })
  decisionMessage: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'When an administrator approved it.',
  })
  approvedAt: string | null;
  @ApiProperty({
    type: ApprovedDto,
    nullable: true,
    description: 'What it was then; it may have changed since.',
  })
  approved: ApprovedDto | null;
  @ApiProperty({
    description: 'Whether it waits for approval again when its owner changes what was approved.',
  })
  approvalNeeded: boolean;
  @ApiProperty({ description: 'Empty when it belongs to nobody.' }) ownerId: string;
  @ApiProperty({ description: 'The owner’s user name.' }) owner: string;
  @ApiProperty({
    enum: ['token', 'open'],
    nullable: true,
    description: 'How it registered itself; null for an app that a person made.',
  })
  registration: AppRegistration | null;
  @ApiProperty() firstParty: boolean;
  @ApiProperty({ type: Object, nullable: true }) jwks: JSONWebKeySet | null;
  @ApiProperty() dpop: boolean;
  @ApiProperty({ type: [String], description: 'Where it may go on to by exchange.' })
  exchangeAudiences: string[];
  @ApiProperty({ type: [AppSecretDto] }) secrets: AppSecretDto[];
  @ApiProperty() createdAt: string;
  @ApiProperty() updatedAt: string;
}

export class AppPage extends pageOf(AppDto) {}

/** A new app; the only answer that shows its secret. */
@WithEntityTag()
export class AppWithSecretDto extends AppDto {
  @ApiPropertyOptional({
    description: 'Shown once, to the owner alone; a public app has none.',
  })
  appSecret?: string;
}
