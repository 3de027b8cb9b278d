-- Whether the pictures of a show have the way in for latecomers in a corner: QR and code, as the MC chose. [H24a]
alter table screens add column corner boolean not null default false;
