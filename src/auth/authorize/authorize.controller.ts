import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConsumes,
  ApiDefaultResponse,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { type Language, languageOf } from '../../common/language.js';
import { Config } from '../../config/config.js';
import { invalidRequest, OAuthError } from '../../oauth/errors.js';
import { namesSecret } from '../../oauth/parameters.js';
import type { Caller } from '../../operations/caller.js';
import { CurrentCaller, Public } from '../../operations/decorators.js';
import { RouteFacts } from '../../operations/route-facts.js';
import { AppearanceService } from '../../settings/appearance/appearance.service.js';
import { BUDGETS } from '../../throttle/budgets.js';
import { ThrottleService } from '../../throttle/throttle.service.js';
import {
  bodyParameters,
  OAuthEndpointService,
  type OAuthRequest,
} from '../oauth-endpoint.service.js';
import { AuthorizeService, type Next } from './authorize.service.js';
import { FormPostService, sendPage } from './form-post.service.js';
import { errorPage, refusalPage } from './pages.js';
import {
  ApiAuthorizationQuery,
  ApiOAuthBody,
  AUTHORIZATION_REQUEST,
  EXAMPLE_AUTHORIZATION,
} from '../oauth-parameters.openapi.js';

const PATH = '/authorization/authorize';
const PAGE = { 'text/html': { schema: { type: 'string' } } };

interface AuthorizeRequest extends OAuthRequest {
  url: string;
}

interface Reply {
  status(code: number): Reply;
  headers(values: Record<string, string>): Reply;
  send(body?: string): unknown;
}

/**
 * The authorization endpoint, where an app sends a person to be allowed something: it answers with a
 * redirect, or with a page where no address can be trusted.
 */
@ApiTags('OAuth')
@Controller('authorization')
export class AuthorizeController {
  constructor(
    private readonly authorizing: AuthorizeService,
    private readonly endpoint: OAuthEndpointService,
    private readonly throttle: ThrottleService,
    private readonly config: Config,
    private readonly formPost: FormPostService,
    private readonly appearance: AppearanceService,
  ) {}

  /** `HEAD` is decided as `GET`, and leaves nothing behind (RFC 9110 §9.2.1, §9.3.2). */
  @Public()
  @RouteFacts({ protocol: true })
  @ApiOperation({
    summary: 'Start an authorization request',
    description:
      'RFC 6749 §4.1. Opened in the browser of the user: it goes to the sign-in or the consent page, or back to the app with a code or an error. Only the authorization code flow with PKCE is served.',
  })
  @ApiAuthorizationQuery()
  @ApiOkResponse({ description: 'A page that posts the answer to the app.', content: PAGE })
  @ApiResponse({ status: 303, description: 'To the consent page, or back to the app.' })
  @ApiBadRequestResponse({
    description: 'A page: the app or its address cannot be trusted.',
    content: PAGE,
  })
  @ApiServiceUnavailableResponse({
    description: 'A page: the request cannot be served now.',
    content: PAGE,
  })
  @Get('authorize')
  async authorize(
    @Req() { method, url, ip, headers }: AuthorizeRequest,
    @CurrentCaller() caller: Caller | undefined,
    @Res() reply: Reply,
  ): Promise<void> {
    // Strangers at the same address use up nothing of who has signed in.
    if (caller) await this.throttle.consume(BUDGETS.waiting, caller.personId);
    else await this.throttle.consumeAt(BUDGETS.waiting, ip);
    await this.orPage(
      reply,
      async () => {
        this.endpoint.requireCurrent();
        if (method === 'HEAD') return this.authorizing.next(url, caller, false);
        const next = await this.endpoint.watch(ip, () => this.authorizing.next(url, caller));
        if (next.error) await this.endpoint.note(next.error, ip);
        return next;
      },
      languageOf(headers['accept-language']),
    );
  }

  /**
   * A POST (OpenID Connect Core §3.1.2.1) goes on as a GET: when a foreign page sends the POST, the
   * person's cookie does not come along.
   */
  @Public()
  @RouteFacts({ protocol: true, forms: true })
  @ApiOperation({
    summary: 'Start an authorization request by POST',
    description: 'OpenID Connect Core §3.1.2.1. Redirects to the same request by GET.',
  })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiOAuthBody(AUTHORIZATION_REQUEST, EXAMPLE_AUTHORIZATION, ['client_id'])
  @ApiResponse({ status: 303, description: 'To the same request by GET.' })
  @ApiBadRequestResponse({ description: 'A page: the request is malformed.', content: PAGE })
  @ApiDefaultResponse({ description: 'A page that says what went wrong.', content: PAGE })
  @Post('authorize')
  async authorizeByPost(@Req() request: OAuthRequest, @Res() reply: Reply): Promise<void> {
    const post = () => {
      const parameters = bodyParameters(request);
      if (namesSecret(Object.keys(parameters)))
        throw invalidRequest('Secrets and tokens never belong into an authorization request.');
      const query = new URLSearchParams(parameters as Record<string, string>).toString();
      return { address: `${this.config.basePath}${PATH}?${query}` };
    };
    await this.orPage(reply, post, languageOf(request.headers['accept-language']));
  }

  /**
   * Sends the browser on to where `work` says, or shows the page that posts the answer; a refusal that
   * nobody is redirected with is a page too.
   */
  private async orPage(
    reply: Reply,
    work: () => Next | Promise<Next>,
    language: Language = 'en',
  ): Promise<void> {
    const host = { provider: this.appearance.provider, publicUrl: this.config.publicUrl };
    try {
      const { address: location, page } = await work();
      if (page) return sendPage(reply, 400, refusalPage(page, language, host));
      if (location !== undefined && this.formPost.showAt(location, reply, language)) return;
      reply
        .status(303)
        .headers(location === undefined ? {} : { location })
        .send();
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const { status, description } = error;
      const reason = { error: error.error, detail: description };
      sendPage(reply, status, errorPage(reason, language, host));
    }
  }
}
