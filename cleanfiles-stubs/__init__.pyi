from cleaner import CHAIN as CHAIN
from cleaner import Cleaned as Cleaned
from cleaner import Cleaner as Cleaner
from cleaner import Document as Document
from cleaner import Doubt as Doubt
from cleaner import Edit as Edit
from cleaner import Kind as Kind
from cleaner import Line as Line
from cleaner import Role as Role
from cleaner import UnreadableError as UnreadableError
from cleaner import UnsafeError as UnsafeError
from cleaner import check as check
from cleaner import clean as clean
from cleaner import clean_file as clean_file
from cleaner import clean_many as clean_many
from cleaner import explain as explain
from cleaner import read as read
from cleaner import run as run
from cleaner import undo as undo

def main() -> int: ...
