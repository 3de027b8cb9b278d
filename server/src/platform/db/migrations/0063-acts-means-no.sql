-- A first confirmation ends when the ways to sign in of its account are made anew. What was made before this has none, and is confirmed again. [I61]
alter table acts_for_two add column means_no integer;
