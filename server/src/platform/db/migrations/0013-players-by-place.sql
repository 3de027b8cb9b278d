-- Each process reads the seats that others have given away since, four times a second while a hall fills.
create index show_seats_by_place on show_players (run_id, place_no);
