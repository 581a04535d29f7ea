"""Checks an export of proposals with Python alone: python3 verify.py FOLDER [FILE: an earlier checkpoint or public key]"""
import base64, hashlib, json, pathlib, sys
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493; D = -121665 * pow(121666, -1, P) % P  # RFC 8032, 5.1
def need(true, otherwise):
    if not true: raise ValueError(otherwise)
def add(p, q):
    a, b, c, d = (p[1]-p[0]) * (q[1]-q[0]), (p[1]+p[0]) * (q[1]+q[0]), 2*p[3]*q[3]*D, 2*p[2]*q[2]
    return (b-a) * (d-c) % P, (d+c) * (b+a) % P, (d-c) * (d+c) % P, (b-a) * (b+a) % P
def times(n, p, q=(0, 1, 1, 0)):
    while n: q, p, n = add(q, p) if n & 1 else q, add(p, p), n >> 1
    return q
def point(n):
    x = pow(square := ((y := n & (1 << 255) - 1)**2 - 1) * pow(D*y*y + 1, -1, P) % P, (P + 3) // 8, P)
    x = x if (x*x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    need(y < P and (x*x - square) % P == 0, "a signature is not a point of the curve")
    return (x := x if x & 1 == n >> 255 else P - x), y, 1, x*y % P
def signed(public, text, raw):
    r, s, key = (int.from_bytes(part, "little") for part in (raw[:32], raw[32:], public))
    h = int.from_bytes(hashlib.sha512(raw[:32] + public + text).digest(), "little") % L
    p, q = times(s, point(4 * pow(5, -1, P) % P)), add(point(r), times(h, point(key)))
    return len(raw) == 64 and s < L and not any((p[i]*q[2] - q[i]*p[2]) % P for i in (0, 1))
def sha(data): return hashlib.sha256(data).digest()
def root(hashes):  # RFC 6962, 2.1
    if len(hashes) < 2: return hashes[0] if hashes else sha(b"")
    return sha(b"\1" + root(hashes[:(k := 1 << (len(hashes) - 1).bit_length() - 1)]) + root(hashes[k:]))
def opened(note, public):  # C2SP signed-note; returns the lines of the text that is signed
    text, (name, encoded) = note.partition("\n\n\u2014 ")[0] + "\n", note.partition("\n\n\u2014 ")[2].split()
    ours = text.startswith(name + "\n") and base64.b64decode(encoded)[:4] == sha(name.encode() + b"\n\1" + public)[:4]
    need(ours and signed(public, text.encode(), base64.b64decode(encoded)[4:]), f"{name}: not signed by the key of this log")
    return text.splitlines()
def check(folder, known=""):
    text = lambda name: (folder / name).read_bytes().decode()
    rows = lambda name: [json.loads(line) for line in text(name).split("\n")[:-1]]
    public = base64.b64decode(text("public-key.txt").split("\n")[0].split("+", 2)[2])[1:]
    need("\n\n" in known or known in ("", text("public-key.txt")), "the public key is another one")
    need((sums := opened(text("SHA256SUMS.note"), public)[1:]) == text("SHA256SUMS").split("\n")[:-1], "SHA256SUMS was changed")
    for line in sums:
        need(sha((folder / line[66:]).read_bytes()).hex() == line[:64], f"{line[66:]} was changed")
    log, held, did, audit = *map(rows, ("log.jsonl", "proposals.jsonl", "audit.jsonl")), text("audit.jsonl").split("\n")[:-1]
    leaves = {"proposals": [sha(b"\0" + bytes.fromhex(e["commitment"])) for e in log], "audit": [sha(b"\0" + a.encode()) for a in audit]}
    last = text("checkpoint.txt").split("\n\n\n")
    for note in [*last, *text("checkpoints.txt").split("\n\n\n"), *([known] if "\n\n" in known else [])]:
        (name, size, signed_root), there = opened(note, public), leaves[note.split("\n")[0].split("/")[-1]]
        need(int(size) <= len(there) and (int(size) == len(there) or note not in last), f"{name}: too many entries, or too few")
        need(root(there[:int(size)]) == base64.b64decode(signed_root), f"{name}: not the {size} entries that were signed")
    status, traces = {a["number"]: a["status"] for a in did if "status" in a}, [a.get("commitment") for a in did]
    need([r["number"] for r in held] == [e["number"] for e in log] == list(range(1, len(log) + 1)), "the numbers have gaps")
    for row, entry in zip(held, log):
        salt, payload, end = entry["salt"], entry["payload"] or "{}", f": proposal {row['number']}"
        vouched = not salt or sha(bytes.fromhex(salt) + payload.encode()).hex() == (entry["amended"] or entry["commitment"])
        need(vouched and (not entry["amended"] or entry["amended"] in traces), "other words than were received" + end)
        need(salt or not row["wording"], "words that nothing vouches for" + end)
        need(all(row[name] == value for name, value in json.loads(payload).items()), "the table differs from the log" + end)
        need(row["status"] == status.get(row["number"], "received"), "another status than the audit tells" + end)
    need((told := json.loads(text("reconciliation.json")))["by_status"] == {s: [r["status"] for r in held].count(s) for s in told["by_status"]}
         and told["received"] == told["log_size"] == len(held) == sum(told["by_status"].values()), "the reconciliation is wrong")
    return f"In order: {len(held)} proposals, {len(audit)} entries of the audit."
if __name__ == "__main__":
    try: print(check(pathlib.Path(sys.argv[1]), *(pathlib.Path(name).read_text("utf-8") for name in sys.argv[2:3])))
    except (ArithmeticError, LookupError, OSError, TypeError, ValueError) as wrong: sys.exit(f"NOT IN ORDER: {wrong}")
