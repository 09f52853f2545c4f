"""The README.txt of a result pack, in both languages."""

from kotaham.report.run import Run

_TEXT = """\
PAKET HASIL KOTAHAM
===================
{notice}{title} ({id}@{version}), periode {period}: {count} daerah dinilai, {refused} baris ditolak.

Periksa sendiri (perlu Python 3.9 atau yang lebih baru, tanpa pasang apa pun, tanpa internet):

    python3 verify.py result-pack.zip

atau buka zip ini ke sebuah folder dan jalankan `python3 verify.py` di dalamnya. Program itu memeriksa semua sidik
jari, menghitung ulang setiap poin, hak, nilai akhir, nilai tambah, predikat, syarat, dan peringkat dari jawaban dan
instrumen, lalu membandingkannya dengan catatan. Ia tidak memakai satu baris pun dari mesin penilai KotaHAM.
Jika Anda tidak percaya verify.py dalam paket ini, ambil yang sama dari sumber KotaHAM; isinya pendek dan dapat dibaca.

Isi:
  instrument.yaml   instrumen, seperti dalam berkas aslinya
  instrument.json   instrumen dalam bentuk baku (yang dihitung sidik jarinya)
  facts.json        fakta: jawaban setiap daerah
  record.json       catatan: hasil lengkap dengan jejaknya
  verify.py         pemeriksa
  MANIFEST.sha256   sidik jari semua berkas (`sha256sum -c MANIFEST.sha256`)


KOTAHAM RESULT PACK
===================
{notice_en}{title} ({id}@{version}), period {period}: {count} cities scored, {refused} rows refused.

Check it yourself (needs Python 3.9 or newer; nothing to install, no internet):

    python3 verify.py result-pack.zip

or unpack the zip into a folder and run `python3 verify.py` there. The program checks all digests, recomputes every
point, right, total, bonus, predicate, gate and rank from the facts and the instrument, and compares them with the
record. It uses not one line of KotaHAM's scoring engine.
If you do not trust the verify.py in this pack, take the same from the source of KotaHAM; it is short and readable.

Content:
  instrument.yaml   the instrument, as in its own file
  instrument.json   the instrument in canonical form (whose digest is taken)
  facts.json        the facts: the answers of every city
  record.json       the record: the results with their whole trace
  verify.py         the verifier
  MANIFEST.sha256   the digests of all files (`sha256sum -c MANIFEST.sha256`)
"""


def readme(run: Run) -> str:
    """Write the text: what was scored, how to check it, what the pack holds."""
    instrument, rows = run.instrument, run.record["rows"]
    notice = "CONTOH, BUKAN PERATURAN. " if instrument.nature == "example" else ""
    return _TEXT.format(
        notice=notice,
        notice_en="AN EXAMPLE, NOT A REGULATION. " if notice else "",
        title=instrument.title,
        id=instrument.id,
        version=instrument.version,
        period=run.record["period"] or "-",
        count=rows["scored"],
        refused=rows["refused"],
    )
