class Refused(Exception):
    """Something was not done. The message is a sentence for the person who asked, in their language."""
