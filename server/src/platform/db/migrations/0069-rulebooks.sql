-- Every contest is made of a rulebook: which preset it once came from says nothing. [M21]
alter table contests drop column preset_id;
