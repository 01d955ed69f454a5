/** @database sqlite */
import { Controller, Post, Req } from '@nestjs/common';
import { OAuthEndpoint } from '../../src/auth/oauth-endpoint.decorator.js';
import type { OAuthRequest } from '../../src/auth/oauth-endpoint.service.js';
import { Problem } from '../../src/common/problem.js';
import { expectStatus } from '../support/cast.js';
import { testbed } from '../support/testbed.js';

@Controller('echo')
class EchoController {
  @OAuthEndpoint({ crossOrigin: true })
  @Post('form')
  form(@Req() { body }: OAuthRequest): unknown {
    return body;
  }

  @OAuthEndpoint({ forms: false })
  @Post('json')
  json(): never {
    throw new Problem(400, 'invalid_request', 'No.');
  }
}

describe('an OAuth endpoint, by its decorator alone', () => {
  const bed = testbed({ controllers: [EchoController] });
  const form = { a: '1' };
  const headers = { origin: 'https://app.example' };

  it('reads forms, and is open to other sites', async () => {
    const answer = expectStatus(200, await bed.wire.post('/echo/form', { form, headers }));
    expect(answer.body).toEqual(form);
    expect(answer.headers['access-control-allow-origin']).toBe(headers.origin);
  });

  it('without forms and for our own site alone refuses a form in the words of RFC 6749', async () => {
    const answer = expectStatus(400, await bed.wire.post('/echo/json', { form, headers }));
    expect(answer.body.error).toBe('invalid_request');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    const refused = expectStatus(400, await bed.wire.post('/echo/json', { body: {} }));
    expect(refused.body).toEqual({ error: 'invalid_request', error_description: 'No.' });
  });

  it('words a wrong method as RFC 6749 does, too', async () => {
    const { body, headers: sent } = expectStatus(405, await bed.wire.get('/echo/form'));
    expect([body.error, sent.allow]).toEqual(['invalid_request', 'POST']);
  });
});
