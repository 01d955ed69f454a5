import { Injectable } from '@nestjs/common';
import { type FetchedDocument, fetchDocument } from './fetch-document.js';

/** The way out to the network; a test puts its own in place. */
@Injectable()
export class DocumentFetcher {
  fetch(url: string): Promise<FetchedDocument> {
    return fetchDocument(url);
  }
}
