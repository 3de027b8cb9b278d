-- What the hall's screens play: as the MC has turned it, and the contest's own sounds by name, each {name, hash, durationMs}. [H42]
alter table screens add column sound jsonb not null default '{"on": false, "volume": 70, "bed": "cue", "captions": false}';
alter table screens add column sounds jsonb not null default '[]';
