#!/bin/sh
# journey.sh: the command line from the first day to the auditor's
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Prints TAP. Every command is the real one; what is tampered with is tampered with from outside.
set -u

folder=$(mktemp -d)
trap 'chmod -R u+rwX "$folder"; rm -rf "$folder"' EXIT
n=0
failed=0
typed=/dev/null # what exits types

# check NAME COMMAND...: the command succeeds.
check () {
  name=$1; shift
  n=$((n + 1))
  if "$@" >"$folder/output" 2>&1; then
    echo "ok $n - $name"
  else
    echo "not ok $n - $name"
    sed 's/^/# /' "$folder/output"
    failed=$((failed + 1))
  fi
}

# exits CODE COMMAND...: it exits with just that code; its output stays in $folder/said.
exits () {
  code=$1; shift
  "$@" >"$folder/said" 2>&1 <"$typed"
  got=$?
  [ "$got" -eq "$code" ] && return 0
  echo "exit code $got, not $code:"
  cat "$folder/said"
  return 1
}

# says TEXT: what exits ran said so.
says () {
  grep -qF -- "$1" "$folder/said" && return 0
  echo "it did not say “$1”, but:"
  cat "$folder/said"
  return 1
}

not () { ! "$@"; }

verified () { xmlsec1 --verify --trusted-pem "$folder/evidence/organisation.pem" "$1"; }

# copy NAME: a store to tamper with.
copy () {
  rm -rf "$folder/$1"
  cp -a "$folder/sample" "$folder/$1"
}

sql () { sqlite3 "$folder/$1/avow.db" "$2"; }

# --- a sample organisation, its reports, its evidence

check 'a sample is made' exits 0 avowctl sample "$folder/sample" --seed 7
check 'and not over something else' exits 2 avowctl sample "$folder/sample"
check 'nor of eleven people' exits 2 avowctl sample "$folder/few" --people 11
check 'in words' says 'from 12 to'
check 'it is sound' exits 0 avowctl --data "$folder/sample" verify
for report in completion attestation; do
  for format in csv pdf; do
    check "report $report as $format" exits 0 avowctl --data "$folder/sample" report $report --format $format -o "$folder/$report.$format"
  done
done
check 'the completion report has a row a person and course that is asked of them' test "$(wc -l < "$folder/completion.csv")" -eq 16
check 'the attestation report has a row a person and document' test "$(wc -l < "$folder/attestation.csv")" -eq 37
check 'a team alone' exits 0 avowctl --data "$folder/sample" report completion --format csv --team Finance -o "$folder/finance.csv"
check 'has its people only' not grep -q 'Customer Service' "$folder/finance.csv"
check 'as of a day before anything happened nobody is listed' sh -c "avowctl --data '$folder/sample' report completion --format csv --as-of 2001-01-01 -o '$folder/then.csv' && test \$(wc -l < '$folder/then.csv') -eq 1"
check 'a team that is none' exits 2 avowctl --data "$folder/sample" report completion --format csv --team finance -o "$folder/x.csv"
check 'is told with those that are' says 'Compliance, Customer Service, Finance'
check 'and leaves no file' not test -e "$folder/x.csv"
check 'a day that is none' exits 2 avowctl --data "$folder/sample" report completion --format csv --as-of 2026-02-30 -o "$folder/x.csv"
check 'a team of a manager' exits 0 avowctl --data "$folder/sample" --as 1002 report completion --format csv --team Finance -o "$folder/managed.csv"
check 'has nobody else, whichever is asked for' not grep -q Finance "$folder/managed.csv"
check 'and is recorded as theirs' test "$(sql sample "SELECT p.staff_number FROM event_export e JOIN event_person p ON p.subject = e.actor ORDER BY e.position DESC LIMIT 1")" = 1002
check 'a report by somebody who may not' exits 2 avowctl --data "$folder/sample" --as 1003 report completion --format csv -o "$folder/x.csv"
check 'nor by somebody who has no key' exits 2 avowctl --data "$folder/sample" --as 1004 report completion --format csv -o "$folder/x.csv"
check 'in words' says 'has no key'
check 'nor by nobody' exits 2 avowctl --data "$folder/sample" --as= report completion --format csv -o "$folder/x.csv"
check 'a PDF without the part that writes it' exits 2 env AVOW_MODULES=/nowhere avowctl --data "$folder/sample" report completion --format pdf -o "$folder/x.pdf"
check 'is told what there is instead' says '--format csv'
check 'and is not there' not test -e "$folder/x.pdf"
check 'a CSV needs no such part' exits 0 env AVOW_MODULES=/nowhere avowctl --data "$folder/sample" report completion --format csv -o "$folder/bare.csv"
check 'nor does a program that was just built have to be told where it is' exits 0 env -u AVOW_MODULES avowctl --data "$folder/sample" report completion --format pdf -o "$folder/built.pdf"
cp "$(command -v avowctl)" "$folder/avowctl"
mkdir "$folder/paper"
: > "$folder/paper/avow-paper.so"
check 'a program takes the part beside it' exits 2 env -u AVOW_MODULES "$folder/avowctl" --data "$folder/nowhere" report completion --format pdf -o "$folder/x.pdf"
check 'which is none here' says "$folder/paper"
mv "$folder/paper" "$folder/anybodys"
ln -s anybodys "$folder/paper"
check 'but from no folder that may be somebody else'"'"'s' exits 2 env -u AVOW_MODULES "$folder/avowctl" --data "$folder/nowhere" report completion --format pdf -o "$folder/x.pdf"
check 'whatever is there' not says "$folder/paper"
check 'each export is a record' test "$(sql sample 'SELECT count(*) FROM event_export')" -eq 9
check 'a report into a folder that is not there' exits 2 avowctl --data "$folder/sample" report completion --format csv -o "$folder/nowhere/x.csv"
check 'leaves no record of it' test "$(sql sample 'SELECT count(*) FROM event_export')" -eq 9

# german COMMAND...: as somebody runs it whose desktop is German. In C.UTF-8, which every machine has, newer C libraries
# translate nothing, and what is sorted is sorted by bytes.
mkdir "$folder/locales"
localedef -i de_DE -f UTF-8 "$folder/locales/de_DE.UTF-8"
german () { LOCPATH="$folder/locales" LC_ALL=de_DE.UTF-8 LANGUAGE=de AVOW_LOCALE_DIR="$AVOW_PO" "$@"; }
for report in completion attestation; do
  for format in csv pdf; do
    check "$report as $format, in German" german exits 0 avowctl --data "$folder/sample" report $report --format $format -o "$folder/de-$report.$format"
  done
  check "$report: the bytes for programs are the same in every language" cmp "$folder/$report.csv" "$folder/de-$report.csv"
  check "$report: the paper is in the reader's" sh -c "test \"\$(pdftotext '$folder/$report.pdf' - | head -n 1)\" != \"\$(pdftotext '$folder/de-$report.pdf' - | head -n 1)\""
done

check 'the signed documents' exits 0 avowctl --data "$folder/sample" export declarations -o "$folder/evidence"
signed=$(ls "$folder/evidence"/1001-*.xml | head -n 1)
check 'leave with a record' test "$(sql sample "SELECT count(*) FROM event_export WHERE report = 'declarations'")" -eq 1
check 'whose digest is that of the list of them' test "$(sql sample "SELECT lower(hex(digest)) FROM event_export WHERE report = 'declarations'")" = "$(sha256sum < "$folder/evidence/SHA256SUMS" | cut -d ' ' -f 1)"
check 'xmlsec1 alone says OK' verified "$signed"
for change in 's/Confidentiality/confidentiality/' 's/<name>./<name>X/' 's/2026\.3/2026.4/' 's/you keep/you kept/'; do
  sed "$change" "$signed" > "$folder/changed.xml"
  check "and not after $change" sh -c "! cmp -s '$signed' '$folder/changed.xml' && ! xmlsec1 --verify --trusted-pem '$folder/evidence/organisation.pem' '$folder/changed.xml'"
done

# what the manual page says to do with the ledger's head, and the same on another head
head_verified () {
  sed '/^$/,$d' "$1" > "$folder/head.txt"
  sed -n 's/^— [^ ]* //p' "$1" | base64 -d | tail -c 64 > "$folder/head.sig"
  openssl x509 -in "$folder/evidence/seal.pem" -pubkey -noout > "$folder/seal.pub"
  openssl pkeyutl -verify -pubin -inkey "$folder/seal.pub" -rawin -in "$folder/head.txt" -sigfile "$folder/head.sig"
}
check 'openssl alone verifies the head of the ledger' head_verified "$folder/evidence/checkpoint.txt"
awk 'NR == 2 { $0 = $0 + 1 } { print }' "$folder/evidence/checkpoint.txt" > "$folder/other.txt"
check 'and no other head' not head_verified "$folder/other.txt"

# --- what was changed is found, and named

copy tampered
sql tampered 'UPDATE event_completion SET "right" = "right" - 1 WHERE position = (SELECT min(position) FROM event_completion)'
position=$(sql tampered 'SELECT min(position) FROM event_completion')
check 'a changed score is found' exits 1 avowctl --data "$folder/tampered" verify
check 'and its record is named' says "record $position (completion"
check 'a rebuild mends what only the tables said' sh -c "avowctl --data '$folder/tampered' rebuild && avowctl --data '$folder/tampered' verify"

copy tampered
position=$(sql tampered 'SELECT min(position) FROM event_attempt')
sql tampered "UPDATE payload SET bytes = CAST(replace(CAST(bytes AS TEXT), '</right>', '9</right>') AS BLOB), codec = 0 WHERE position = $position"
check 'a changed payload is found' exits 1 avowctl --data "$folder/tampered" verify
check 'and its record is named' says "record $position (attempt"

copy tampered
sql tampered 'DELETE FROM leaf WHERE position = (SELECT max(position) FROM leaf)' 2>/dev/null || sql tampered 'PRAGMA foreign_keys = OFF; DELETE FROM leaf WHERE position = (SELECT max(position) FROM leaf)'
check 'a ledger that was cut off is found' exits 1 avowctl --data "$folder/tampered" verify

# --- an organisation of one's own

check 'an organisation without a name' exits 2 avowctl --data "$folder/desk" init
check 'is refused in words' says '--organisation NAME'
check 'an organisation whose courses are not there' sh -c "! echo 'correct horse battery staple' | AVOW_COURSES=/nowhere avowctl --data '$folder/desk' init --organisation 'Harbour Books' --officer 'Ama Owusu'"
check 'leaves nothing behind' not test -e "$folder/desk"
check 'an organisation' sh -c "echo 'correct horse battery staple' | avowctl --data '$folder/desk' init --organisation 'Harbour Books' --officer 'Ama Owusu' --staff-number 1 --team Compliance"
head -c 2000 /dev/urandom | base64 -w 0 > "$folder/noise"
check 'is not set up with a passphrase that is cut' sh -c "! head -c 1024 '$folder/noise' | avowctl --data '$folder/long' init --organisation 'Harbour Books' --officer 'Ama Owusu'"
check 'but refused' not test -e "$folder/long"
check 'is set up with one that just fits' sh -c "head -c 1023 '$folder/noise' | avowctl --data '$folder/long' init --organisation 'Harbour Books' --officer 'Ama Owusu'"
check 'is not set up twice' sh -c "! echo 'correct horse battery staple' | avowctl --data '$folder/desk' init --organisation Other --officer X --team Y"
check 'a person' exits 0 avowctl --data "$folder/desk" person add --staff-number 42 --name 'Ines Duarte' --team Sales
check 'twice the same staff number' exits 2 avowctl --data "$folder/desk" person add --staff-number 42 --name 'Somebody Else' --team Sales
check 'the roster, by tabs' sh -c "test \"\$(avowctl --data '$folder/desk' person list --team Sales)\" = \"\$(printf '42\\tInes Duarte\\tSales\\tno key yet')\""

# what ships as a template is asked of nobody before an officer has signed for it; in the sample one has
check 'the rules' exits 0 avowctl --data "$folder/desk" rule list
check 'ask managers for their own course' says "Manager	due after 30 days	privacy-for-managers"
check 'and for no declaration' not says confidentiality-agreement
check 'a rule for a template that nobody adopted' exits 2 avowctl --data "$folder/desk" rule set promises --item confidentiality-agreement
check 'says so' says 'not in use here'
check 'a rule for a notice that nobody adopted' exits 2 avowctl --data "$folder/desk" rule set promises --item customer-privacy-notice
check 'leave no rule' test "$(sql desk "SELECT count(*) FROM event_rule WHERE subject = 'promises'")" -eq 0
check 'a rule for what is in use' exits 0 avowctl --data "$folder/desk" rule set promises --item privacy-for-managers --role officer --due-days 5
check 'asks at once' test "$(sql desk "SELECT count(*) FROM state_duty WHERE rule = 'promises'")" -eq 1
check 'a rule for a role that is none' exits 2 avowctl --data "$folder/desk" rule set promises --role boss
check 'a rule is stopped' exits 0 avowctl --data "$folder/desk" rule stop promises
check 'a rule that is none is not' exits 2 avowctl --data "$folder/desk" rule stop nothing
check 'the rules of the sample' exits 0 avowctl --data "$folder/sample" rule list
check 'ask for the declaration that was adopted there' says confidentiality-agreement
check 'an invitation with a wrong passphrase' sh -c "! echo wrong | avowctl --data '$folder/desk' invite 42 -o '$folder/ines.avow-invitation'"
check 'leaves no file' not test -e "$folder/ines.avow-invitation"
# after a wrong passphrase the next try has to wait
sleep 2
check 'an invitation' sh -c "echo 'correct horse battery staple' | avowctl --data '$folder/desk' invite 42 -o '$folder/ines.avow-invitation' > '$folder/code'"
code=$(sed -n 's/^Code: //p' "$folder/code")
check 'a wrong code' sh -c "! printf '%s\n' 00000-00000-00000-00000 'five small words I chose' | avowctl --data '$folder/own' enrol '$folder/ines.avow-invitation'"
check 'leaves nothing behind' not test -e "$folder/own/avow.db"
check 'the right one' sh -c "printf '%s\n' '$code' 'five small words I chose' | avowctl --data '$folder/own' enrol '$folder/ines.avow-invitation'"
check 'twice the same invitation' sh -c "! printf '%s\n' '$code' 'five small words I chose' | avowctl --data '$folder/own' enrol '$folder/ines.avow-invitation'"
check 'both are sound' sh -c "avowctl --data '$folder/desk' verify && avowctl --data '$folder/own' verify"

# a second key at the desk: from now on the account does not say who it is
check 'another person' exits 0 avowctl --data "$folder/desk" person add --staff-number 43 --name 'Joan Pike' --team Sales
check 'is invited' sh -c "echo 'correct horse battery staple' | avowctl --data '$folder/desk' invite 43 -o '$folder/joan.avow-invitation' > '$folder/code'"
code=$(sed -n 's/^Code: //p' "$folder/code")
check 'and joins at the desk' sh -c "printf '%s\n' '$code' 'five small words she chose' | avowctl --data '$folder/desk' enrol '$folder/joan.avow-invitation'"
check 'a report that nobody answers for' exits 2 avowctl --data "$folder/desk" report completion --format csv -o "$folder/x.csv"
echo 'something else' > "$folder/wrong"
typed=$folder/wrong
check 'a report with a wrong passphrase' exits 2 avowctl --data "$folder/desk" report completion --format csv -o "$folder/x.csv"
check 'a person with a wrong passphrase' exits 2 avowctl --data "$folder/desk" person add --staff-number 44 --name 'New Person' --team Sales
check 'leave no file' not test -e "$folder/x.csv"
check 'and no record' test "$(sql desk "SELECT count(*) FROM event_person WHERE staff_number = '44'")$(sql desk 'SELECT count(*) FROM event_export')" = 00
# after a wrong passphrase the next try has to wait
sleep 3
echo 'correct horse battery staple' > "$folder/right"
typed=$folder/right
check 'a report with the right one' exits 0 avowctl --data "$folder/desk" report completion --format csv -o "$folder/desk.csv"
check 'by an officer' test "$(sql desk "SELECT p.staff_number FROM event_export e JOIN event_person p ON p.subject = e.actor")" = 1
check 'a report in the name of somebody who may not' exits 2 avowctl --data "$folder/desk" --as 43 report completion --format csv -o "$folder/x.csv"
typed=/dev/null
check 'what one has signed is one’s own to export' exits 0 avowctl --data "$folder/own" export declarations -o "$folder/own-evidence"
check 'a report is not for everybody' exits 2 avowctl --data "$folder/own" report completion --format csv -o "$folder/x.csv"

# --- stores that can't be used

check 'a store that is not there' exits 2 avowctl --data "$folder/nothing" verify
copy newer
sql newer 'PRAGMA user_version = 999'
check 'a store of a newer version can not be checked' exits 2 avowctl --data "$folder/newer" verify
check 'nor written' exits 2 avowctl --data "$folder/newer" person add --staff-number 77 --name 'New Person' --team Finance
check 'in words' says 'newer'
mkdir "$folder/other"
head -c 100000 /dev/zero | tr '\0' 'x' > "$folder/other/avow.db"
check 'a file that is no store' exits 2 avowctl --data "$folder/other" verify

# --- courses

check 'a file that is not there does not hide the next' exits 2 avowctl course check "$folder/nowhere.xml" "$folder/code"
check 'each is named' sh -c "grep -q nowhere.xml '$folder/said' && grep -q '$folder/code' '$folder/said'"
check 'the shipped courses have no mistakes' exits 0 avowctl course check "$AVOW_COURSES/maintaining-customer-privacy" "$AVOW_COURSES"/declarations/*.xml
course=$AVOW_COURSES/maintaining-customer-privacy/course.xml

# wrong NAME PATTERN: the file in $folder/wrong.xml is refused at a line and column, with that in the message.
wrong () {
  check "$1" exits 1 avowctl course check "$folder/wrong.xml"
  check "$1: file, line and column" sh -c "grep -Eq '^$folder/wrong.xml:[0-9]+:[0-9]+: error: .*$2' '$folder/said' || { cat '$folder/said'; false; }"
}

sed '1a <!DOCTYPE course [<!ENTITY a "b">]>' "$course" > "$folder/wrong.xml"
wrong 'a course with a DOCTYPE' DOCTYPE
head -c 30000 "$course" > "$folder/wrong.xml"
wrong 'a course that is cut off' ''
iconv -f UTF-8 -t UTF-16 "$course" > "$folder/wrong.xml"
wrong 'a course in another encoding' 'UTF-8'
sed 's/id="t02"/id="t01"/' "$course" > "$folder/wrong.xml"
wrong 'a course with an id twice' 't01'
{ echo '<course xmlns="urn:avow:course:1">'; yes '<p>' | head -c 10000000; } > "$folder/wrong.xml"
wrong 'ten megabytes of nested elements' ''

echo "1..$n"
exit "$failed"
