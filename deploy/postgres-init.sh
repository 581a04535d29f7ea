#!/bin/sh
# Run once by the image of PostgreSQL: a user without any right beyond a database of its own, and that database.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$ATAZAN_PASSWORD" --username=postgres <<'SQL'
CREATE ROLE atazan LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'password';
CREATE DATABASE atazan OWNER atazan ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE atazan FROM PUBLIC;
SQL
