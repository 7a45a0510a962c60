"""The one root of the errors that we raise on purpose: what is wrong, where, and the mend."""


class DieuKhoanError(Exception):
    """A mistake of configuration or of use, told in the user's language (Vietnamese).

    ``what`` says what is wrong, ``where`` names the file or setting, ``mend`` says what to do.
    Dirty *documents* are never errors of this kind: they become findings.
    """

    def __init__(self, what: str, where: str = "", mend: str = "") -> None:
        self.what, self.where, self.mend = what, where, mend
        parts = [f"{where}: {what}" if where else what, mend]
        super().__init__(" ".join(part for part in parts if part))
