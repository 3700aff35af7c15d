-- name: holds
-- Whether a person holds the organisation's key: the latest word on it counts.
SELECT holds FROM event_officer WHERE subject = ?1 ORDER BY position DESC LIMIT 1

-- name: holders
SELECT subject FROM event_officer o WHERE holds = 1
  AND position = (SELECT max(position) FROM event_officer WHERE subject = o.subject) ORDER BY position

-- name: keys
SELECT e.certificate, (SELECT min(time) FROM event_enrolment WHERE certificate = e.certificate)
FROM state_enrolment e WHERE e.subject = ?1 ORDER BY e.position

-- name: withdrawn
SELECT reason FROM event_withdrawal WHERE subject = ?1 AND certificate = ?2 ORDER BY position LIMIT 1

-- name: withdrawals
SELECT position FROM event_withdrawal WHERE subject = ?1 AND certificate = ?2 AND position < ?3 ORDER BY position

-- name: any-withdrawal
SELECT 1 FROM event_withdrawal WHERE subject = ?1 LIMIT 1

-- name: is-before
-- s: what is asked about; e: what ends something. Of two ledgers, e's must have taken s in before; the own one knows by the order.
SELECT CASE
    WHEN s.ledger = e.ledger OR el.own = 1 THEN s.position <= e.position
    ELSE EXISTS (
      SELECT 1 FROM event_intake i
      WHERE i.ledger = e.ledger AND i.position < e.position AND i.subject = lower(hex(sl.id)) AND i.verdict = 'ok' AND i.size > s.sequence)
  END
FROM leaf s
JOIN ledger sl ON sl.number = s.ledger
JOIN leaf e ON e.position = ?2
JOIN ledger el ON el.number = e.ledger
WHERE s.position = ?1

-- name: roots
-- Each root that took over from the one before, with the first record of it.
SELECT certificate, min(position) FROM event_root GROUP BY certificate ORDER BY min(position)

-- name: root-records
SELECT position FROM event_root WHERE certificate = ?1 AND position < ?2 ORDER BY position

-- name: renewed
SELECT 1 FROM event_root WHERE position < ?1 LIMIT 1

-- name: chains-of
-- What certified a key, and where that stands.
SELECT chain, position FROM event_enrolment WHERE certificate = ?1 AND position <= ?2 ORDER BY position

-- name: computers-of
-- The invitations by which somebody joined on the installation of a ledger, and where that was complete.
SELECT i.chain, max (e.position, i.position) AS last
FROM event_enrolment e JOIN event_installation i ON i.chain = e.chain AND i.ledger = e.ledger
WHERE e.subject = ?1 AND e.ledger = ?2 AND e.position <= ?3 AND i.position <= ?3 ORDER BY last
