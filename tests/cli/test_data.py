"""The data files: what `galley rules --data` says of them, whole and damaged."""
import os
import pathlib
import shutil
import unittest

from galley import Case

DATA = pathlib.Path(os.environ["GALLEY_DATA"])


class Data(Case):
    def test_tables_are_listed_with_state_and_licence(self):
        run = self.galley("rules", "--data")
        self.assertEqual((run.status, run.err), (0, ""))
        rows = [line.split() for line in run.text.splitlines()]
        countries = next(r for r in rows if r[:1] == ["geography/countries.csv"])
        self.assertGreater(int(countries[1]), 200)
        self.assertRegex(countries[2], r"^\d{4}-\d\d")
        self.assertIn("CC BY-SA 4.0", run.text)

    def copy(self, damaged, at):
        for name in ("galley.dat", "en.model"):
            shutil.copy(DATA / name, self.folder / name)
        path = self.folder / damaged
        bytes_ = bytearray(path.read_bytes())
        bytes_[at] ^= 0x40
        path.write_bytes(bytes_)
        return self.galley("rules", "--data", env={"GALLEY_DATA": str(self.folder)})

    def test_damage_is_told_and_the_other_file_still_shown(self):
        run = self.copy("galley.dat", -1000)
        self.assertEqual(run.status, 2)
        self.assertIn("galley.dat: is damaged", run.err)
        self.assertIn("en.model: whole", run.text)
        run = self.copy("en.model", 5_000_000)
        self.assertEqual(run.status, 2)
        self.assertIn("en.model: the language model is damaged", run.err)
        self.assertIn("galley.dat: whole", run.text)


if __name__ == "__main__":
    unittest.main()
