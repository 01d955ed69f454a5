export const FIRST_PAGE: string;
export const FIRST_LOAD_LIMIT_KB: number;
export function firstLoad(page?: string): number;
export function printFirstLoad(): void;
