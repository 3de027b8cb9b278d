import pg from 'pg';
/**
 * How columns become values: int8 (and its arrays) as numbers, date as the text it is, since a calendar day has no
 * instant. Everything else as the driver does it.
 */
export declare const columnTypes: NonNullable<pg.PoolConfig['types']>;
