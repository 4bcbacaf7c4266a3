# A small reference of its own in $T/own.db, and two funds in $T: what the cases about decisions share. Each name is a
# listed company's but for its legal form, and no row gives a country, so that all of them are possible only.
mkdir -p $T/own/screens
printf 'id,title,publisher,retrieved_on,redistributable\nreg,Register,Example Authority,2026-01-01,y\n' > $T/own/sources.csv
cat > $T/own/lists.csv <<'CSV'
id,name,kind,entries_total,source
L,List,list,2,reg
M,Other list,list,,reg
CSV
cat > $T/own/entities.csv <<'CSV'
id,name,countries,kind,confidence,source
polar,Polar Optics Ltd,CN,company,official,reg
lenses,Borealis Lenses Ltd,CN,company,official,reg
cams,Harbour Cameras Ltd,CN,company,official,reg
bakery,Harbour Bakery AB,SE,company,official,reg
CSV
cat > $T/own/designations.csv <<'CSV'
list,entity,listed_on,status,citation,confidence,source
L,polar,2020-01-01,in_force,1 EX 3,official,reg
L,cams,2021-05-01,in_force,1 EX 9,official,reg
CSV
cat > $T/own/ownership.csv <<'CSV'
owner,owned,percent_min,percent_max,kind,as_of,confidence,source
polar,lenses,60,60,economic,2025-12-01,official,reg
CSV
cat > $T/own/securities.csv <<'CSV'
entity,name,type,isin,ticker,mic,confidence,source
polar,Polar Optics,equity,CNE100000PM8,002999,XSHE,official,reg
bakery,Harbour Bakery,equity,SE0000108656,,,official,reg
CSV
printf '[screen]\nname = own\ntitle = Our own\nlists = L\n' > $T/own/screens/own.ini
holdtrace ref build --from $T/own --output $T/own.db >/dev/null
cat > $T/a.csv <<'CSV'
Fund Name,Example Fund A
As of,2025-12-31
Name,Market Value,Currency
Polar Optics Inc,100.00,EUR
Polar Optics Inc,50.00,USD
Borealis Lenses PLC,700.00,EUR
Harbour Cameras Inc,30.00,USD
Harbour Bakery AB,1000.00,EUR
CSV
cat > $T/b.csv <<'CSV'
Fund Name,Example Fund B
As of,2025-12-31
Name,Market Value,Currency
Polar Optics Inc,25.00,EUR
Another Bakery,900.00,EUR
CSV
on='--reference '$T'/own.db --screen own'
