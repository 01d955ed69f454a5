import { Body, Controller, Get, Post } from '@nestjs/common';
import { type Caller, CurrentCaller, Public, Scopes } from '@gatehouse/nestjs';

interface Parcel {
  weight: number;
  /** Who sent it. */
  sender: string;
}

/** `list` needs the scope `parcels.list`, `create` needs `parcels.create`; `parcels` covers both. */
@Controller('api/parcels')
export class ParcelsController {
  private readonly parcels: Parcel[] = [];

  @Get()
  list(): Parcel[] {
    return this.parcels;
  }

  @Post()
  create(@Body() { weight }: { weight: number }, @CurrentCaller() caller: Caller): Parcel {
    const parcel = { weight: Number(weight), sender: caller.subject };
    this.parcels.push(parcel);
    return parcel;
  }

  @Scopes('parcels.list', 'parcels.audit')
  @Get('audit')
  audit(): { count: number } {
    return { count: this.parcels.length };
  }

  @Public()
  @Get('prices')
  prices(@CurrentCaller() caller?: Caller): { perKilo: number } {
    return { perKilo: caller ? 1 : 2 };
  }
}
