import { Injectable } from '@nestjs/common';
import { GrantsService } from '../../auth/grants/grants.service.js';
import { invalidFields, Problem } from '../../common/problem.js';
import type { Caller } from '../../operations/caller.js';
import { AuthenticationService } from '../../users/login/authentication.service.js';
import type { BrowserRequest } from '../sessions/browser.js';
import { PortalCookie } from '../sessions/portal-cookie.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { ConfirmationDto } from './confirmation.dto.js';

/** Notes in a session or a login that its person has proved once more who they are. */
@Injectable()
export class ConfirmationService {
  constructor(
    private readonly authentication: AuthenticationService,
    private readonly sessions: SessionsService,
    private readonly grants: GrantsService,
    private readonly cookie: PortalCookie,
  ) {}

  /** @throws Problem 400 without a proof; 401 `invalid_credentials`; 429 after too many tries */
  async confirm(
    { password, otp }: ConfirmationDto,
    { personId, sessionId, grantId, ip }: Caller,
    request: BrowserRequest,
  ): Promise<void> {
    if (password === undefined && otp === undefined) throw nothingSent();
    const device = this.cookie.readDevice(request);
    if (!(await this.authentication.confirms(personId, { password, otp, ip, device })))
      throw new Problem(401, 'invalid_credentials', 'The password or the code is wrong.');
    if (sessionId !== undefined) await this.sessions.confirm(sessionId);
    else if (grantId !== undefined) await this.grants.confirm(grantId);
  }
}

function nothingSent(): Problem {
  const message = 'Send the password, or a code of the second factor as otp.';
  return invalidFields([{ field: 'password', code: 'proof_required', message }]);
}
