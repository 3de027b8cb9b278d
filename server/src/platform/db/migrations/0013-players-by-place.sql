-- Each process reads the players that others have added since, four times a second while a hall fills.
create index show_players_by_place on show_players (run_id, place_no);
