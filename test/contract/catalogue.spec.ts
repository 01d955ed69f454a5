/** @database sqlite */
import { Controller, Get, Post } from '@nestjs/common';
import { Operation, Public, Scopes } from '../../src/operations/decorators.js';
import { Cast, expectStatus } from '../support/cast.js';
import { operations } from '../support/operations.js';
import { newTestbed, testbed } from '../support/testbed.js';

@Controller('forgotten')
class ForgottenController {
  @Get()
  list() {
    return { secret: true };
  }

  @Get('deep/:id')
  get() {
    return { secret: true };
  }
}

@Public()
@Controller('half')
class HalfOpenController {
  @Get()
  list() {
    return { open: true };
  }

  @Scopes('half.closed')
  @Get('closed')
  closed() {
    return { closed: true };
  }

  @Operation('half.renamed')
  @Post('renamed')
  other() {
    return { open: true };
  }
}

describe('a controller that somebody adds', () => {
  const bed = testbed({ controllers: [ForgottenController, HalfOpenController] });
  const cast = new Cast(bed);

  it('is closed when it has no decorator at all, to tokens of other scopes too', async () => {
    const person = await cast.developer();
    for (const path of ['/forgotten', '/forgotten/deep/1']) {
      expectStatus(401, await bed.wire.get(path));
      expectStatus(403, await bed.wire.get(path, { token: person.token }));
    }
    const { token } = await cast.admin();
    expectStatus(200, await bed.wire.get('/forgotten', { token }));
  });

  it('is in the catalogue, and its scope can be given to roles and apps', async () => {
    const entries = await operations(cast);
    expect(entries).toContainEqual({
      name: 'forgotten.list',
      method: 'GET',
      path: '/forgotten',
      public: false,
      scope: 'forgotten.list',
      perAccount: false,
      ownLogin: false,
      confirmed: false,
    });
    const { body } = await cast.asAdmin('GET', '/backend/scope?count=100&search=forgotten');
    const names = body.entry.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['forgotten', 'forgotten.list', 'forgotten.get']));

    const person = await cast.holderOf(['forgotten.list', 'consumer']);
    expectStatus(200, await bed.wire.get('/forgotten', { token: person.token }));
    expectStatus(403, await bed.wire.get('/forgotten/deep/1', { token: person.token }));
    const app = await cast.app({ owner: person, scopes: ['forgotten.list'] });
    expectStatus(200, await bed.wire.get('/forgotten', { token: await cast.token(app) }));
  });

  it('keeps a scoped handler of a public controller closed', async () => {
    expectStatus(200, await bed.wire.get('/half'));
    expectStatus(401, await bed.wire.get('/half/closed'));
    const names = (await operations(cast)).map(({ name }) => name);
    expect(names).toContain('half.renamed');
    expect(names).not.toContain('half.other');
  });
});

describe('a contradiction', () => {
  @Controller('contradiction')
  class BothController {
    @Public()
    @Scopes('something')
    @Get()
    list() {
      return {};
    }
  }

  @Controller('contradiction')
  class NothingController {
    @Scopes()
    @Get()
    list() {
      return {};
    }
  }

  @Controller('other/deliveries')
  class TwinController {
    @Operation('deliveries.create')
    @Get()
    list() {
      return {};
    }
  }

  it.each([
    ['@Public together with @Scopes', BothController, /@Public and has @Scopes/],
    ['@Scopes without a scope', NothingController, /names no scope/],
    ['two operations of one name', TwinController, /Two operations are called deliveries.create/],
  ])('stops the start: %s', async (_, controller, message) => {
    const bed = await newTestbed({ controllers: [controller] });
    await expect(bed.start()).rejects.toThrow(message);
    await bed.stop();
  });
});
