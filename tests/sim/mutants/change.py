"""Where app/ can be changed mechanically, and how. Our own formatting is relied on: a function's braces stand in the
first column, binary operators between spaces, a statement on a line of its own."""

import hashlib
import re

import built

# What stands there: what it becomes. Between spaces, so that it is a binary operator.
OPERATORS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&", "+=": "-=",
             "-=": "+=", "+": "-", "-": "+", "<<": ">>", ">>": "<<", "&": "|", "|": "&", "*": "/", "/": "*", "%": "/"}
KIND_OF_OPERATOR = {"&&": "and_or", "||": "and_or", "==": "negate", "!=": "negate", "<": "off_by_one",
                    "<=": "off_by_one", ">": "off_by_one", ">=": "off_by_one"}
DECLARATION = re.compile(r"\s*(const|static|struct|enum|union|bool|char|int|unsigned|size_t|u?int\d+_t|typedef|void) ")
STATEMENT = re.compile(r"\s+(?!return\b|break|continue|goto|case|default|else|if\b|for\b|while\b|switch\b|do\b|CHECK)"
                       r"[(*A-Za-z_].*;$")
RETURN = re.compile(r"(\s+return )(.+);$")
ASSIGNMENT = re.compile(r"\s+([\w\[\].>*-]+) [-+*/%&|^<>]*= (?:(?!\w\(|\+\+|--).)*;$")  # without a call
CONDITION = re.compile(r"(\s*(?:\} )?(?:else )?if \()(.*)\)( \{)?$")


class Place:
    """One change: lines of a source file that become others."""

    def __init__(self, source, function, at, kind, new):
        self.source, self.function, self.at, self.kind, self.new = source, function, at, kind, new
        self.lines = None
        self.key = ""
        self.turn = None
        self.what = ""

    def settle(self, lines, again):
        """`again`: how many like it there were before in this function."""
        self.lines = lines
        old = [lines[self.at + i] for i in range(len(self.new))]
        before, after = (" ".join(line.strip() for line in part) for part in (old, self.new))
        self.what = f"{self.function}(): {self.kind}: {before}  =>  {after}".replace("\t", " ")
        self.key = hashlib.sha256(f"{self.source} {self.what} {again}".encode()).hexdigest()[:12]

    def where(self):
        return f"{self.source}:{self.at + 1}"

    def text(self):
        changed = self.lines[: self.at] + self.new + self.lines[self.at + len(self.new) :]
        return "\n".join(changed) + "\n"


def blanked(line):
    """The line with strings, characters and comments as blanks, at the same columns."""
    return re.sub(r'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])*\'|/\*.*?(\*/|$)', lambda m: " " * len(m.group()), line)


def functions(lines):
    """(name, returns, first line of the body, line of its end)."""
    start = None
    for i, line in enumerate(lines):
        if line == "{":
            start = i
        if line == "}" and start is not None:
            head = start - 1
            while head > 0 and lines[head][:1] in (" ", "\t"):
                head -= 1
            match = re.match(r"([\w ]+?[ *]+)(\w+)\(", lines[head])
            if match:
                yield match.group(2), match.group(1).strip(), start + 1, i
            start = None


def in_line(line, code):
    """(kind, new line) for each change within a line."""
    for match in re.finditer(r"(?<= )(\S+)(?= )", code):
        old = match.group(1)
        if old in OPERATORS:
            kind = KIND_OF_OPERATOR.get(old, "arithmetic")
            yield kind, line[: match.start()] + OPERATORS[old] + line[match.end() :]
    for match in re.finditer(r"(?<![\w.])(\d+)(?=U?\b)(?![.x])", code):
        yield "constant", line[: match.start()] + str(int(match.group(1)) + 1) + line[match.end() :]
    for match in re.finditer(r"\+\+|--", code):
        other = "--" if match.group() == "++" else "++"
        yield "arithmetic", line[: match.start()] + other + line[match.end() :]
    condition = CONDITION.match(code)
    if condition and condition.group(2).count("(") == condition.group(2).count(")"):
        inside = line[condition.start(2) : condition.end(2)]
        yield "negate", line[: condition.start(2)] + f"!({inside})" + line[condition.end(2) :]
    result = RETURN.match(code)
    if result:
        yield from results_of(line, result)


def results_of(line, result):
    value = line[result.start(2) : result.end(2)]
    head = line[: result.end(1)]
    if value in ("true", "false"):
        yield "result", head + ("false;" if value == "true" else "true;")
    elif value == "NULL":
        return
    else:
        yield "result", head + f"!({value});"


def is_statement(lines, i):
    """A whole statement that is no declaration, with whole ones around it."""
    code, before = blanked(lines[i]).rstrip(), blanked(lines[i - 1]).rstrip()
    whole = STATEMENT.match(code) and not DECLARATION.match(code) and code.count("(") == code.count(")")
    return bool(whole) and (before == "" or before.endswith((";", "{", "}", ":", "*/", ")", "else")))


def is_same_swapped(code, below):
    """Two assignments of which neither reads or writes what the other writes: either order is the same program."""
    first, second = ASSIGNMENT.match(code), ASSIGNMENT.match(below)
    return bool(first and second) and not (names(second, first.group(1)) or names(first, second.group(1)))


def names(assignment, what):
    return re.search(rf"(?<!\w){re.escape(what)}(?!\w)", assignment.group()) is not None


def places_of(source, lines):
    for name, returns, first, end in functions(lines):
        for i in range(first, end):
            line, code = lines[i], blanked(lines[i])
            if "CHECK(" in code or "static_assert" in code or "[" in code and DECLARATION.match(code):
                continue
            for kind, new in in_line(line, code):
                if kind == "result" and "!(" in new and returns.replace("static", "").strip().startswith("struct"):
                    continue
                yield Place(source, name, i, kind, [new])
            if not is_statement(lines, i):
                continue
            indent = re.match(r"\s*", line).group()
            yield Place(source, name, i, "dropped", [indent + "(void)0;"])
            below = lines[i + 1]
            if (is_statement(lines, i + 1) and re.match(r"\s*", below).group() == indent
                    and not is_same_swapped(code, blanked(below))):
                yield Place(source, name, i, "swapped", [below, line])


def dice(*parts):
    return hashlib.sha256(" ".join(str(part) for part in parts).encode()).digest()


def drawn(seed):
    """Every change, drawn: one of each function, then a second of each, and so on; kinds as often as each other."""
    by_function = {}
    for path in sorted((built.TOP / "app").rglob("*.c")):
        source = str(path.relative_to(built.TOP))
        lines = path.read_text().split("\n")[:-1]
        times = {}
        for place in places_of(source, lines):
            again = (place.function, place.kind, lines[place.at], tuple(place.new))
            times[again] = times.get(again, 0) + 1
            place.settle(lines, times[again])
            by_function.setdefault((source, place.function), []).append(place)
    ordered = []
    for (source, function), places in by_function.items():
        kinds = {}
        for place in sorted(places, key=lambda p: dice(seed, p.key)):
            kinds[place.kind] = kinds.get(place.kind, 0) + 1
            place.turn = kinds[place.kind], dice(seed, source, function, place.kind)
        places.sort(key=lambda p: p.turn)  # one of each kind before a second of any
        ordered += [(i, dice(seed, place.key), place) for i, place in enumerate(places)]
    return [place for _, _, place in sorted(ordered, key=lambda o: o[:2])]
