"""Checks JSON against the JSON schemas of this project: the keywords that they use, and no others.

A keyword that is not known here is refused, so that none is ever passed over in silence. Without the
package jsonschema, which is not everywhere.

    schema.py SCHEMA DOCUMENT...        says what is wrong, and ends with 1 if anything is
"""
import json
import re
import sys

# draft 2020-12; `additionalProperties` only as false.
KEYWORDS = {"$schema", "$defs", "$ref", "title", "description", "type", "const", "enum", "required", "properties",
            "additionalProperties", "items", "anyOf", "pattern", "minimum", "maxLength"}
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}


def load(path):
    def keys(pairs):
        assert len({k for k, v in pairs}) == len(pairs), path + ": a key stands twice"
        return dict(pairs)
    with open(path, encoding="utf-8") as f:
        return json.load(f, object_pairs_hook=keys)


def subschemas(schema):
    """The schemas inside one, each with its place."""
    for name in ("properties", "$defs"):
        for key, value in schema.get(name, {}).items():
            yield "%s/%s" % (name, key), value
    for i, value in enumerate(schema.get("anyOf", [])):
        yield "anyOf/%d" % i, value
    if "items" in schema:
        yield "items", schema["items"]


def resolve(schema, root):
    while "$ref" in schema:
        head, _, name = schema["$ref"].rpartition("/")
        assert head == "#/$defs", "a reference to elsewhere: " + schema["$ref"]
        schema = root["$defs"][name]
    return schema


def faults_of_schema(schema, root, place="#"):
    """What this validator does not know, or makes no sense."""
    if not isinstance(schema, dict):
        return ["%s: no object" % place]
    found = ["%s: unknown keyword %s" % (place, k) for k in schema if k not in KEYWORDS]
    if "$ref" in schema and set(schema) != {"$ref"}:
        found.append("%s: a reference with something beside it" % place)
    if schema.get("additionalProperties", False) is not False:
        found.append("%s: additionalProperties is not false" % place)
    types = schema.get("type", [])
    for t in [types] if isinstance(types, str) else types:
        if t not in TYPES:
            found.append("%s: unknown type %s" % (place, t))
    for key in schema.get("required", []):
        if key not in schema.get("properties", {}):
            found.append("%s: requires %s and does not say what it is" % (place, key))
    try:
        re.compile(schema.get("pattern", ""))
        resolve(schema, root)
    except (re.error, KeyError, AssertionError) as e:
        found.append("%s: %s" % (place, e))
    for name, inner in subschemas(schema):
        found += faults_of_schema(inner, root, place + "/" + name)
    return found


def same(a, b):
    return type(a) is type(b) and a == b


def has_type(value, name):
    # A bool is an int in Python, and none in JSON.
    return isinstance(value, TYPES[name]) and not (name == "integer" and isinstance(value, bool))


def faults(value, schema, root, place="", seen=None):
    """What is wrong with the value; `seen` collects the properties that were met, by schema."""
    schema = resolve(schema, root)
    if "anyOf" in schema:
        tries = [faults(value, s, root, place, None) for s in schema["anyOf"]]
        best = min(range(len(tries)), key=lambda i: len(tries[i]))
        if tries[best]:
            return ["%s: fits none: %s" % (place or "/", "; ".join(tries[best]))]
        return faults(value, schema["anyOf"][best], root, place, seen)
    found = []
    types = schema.get("type")
    types = [types] if isinstance(types, str) else types
    if types is not None and not any(has_type(value, t) for t in types):
        return ["%s: %r is no %s" % (place or "/", value, " or ".join(types))]
    if "const" in schema and not same(value, schema["const"]):
        found.append("%s: %r is not %r" % (place or "/", value, schema["const"]))
    if "enum" in schema and not any(same(value, v) for v in schema["enum"]):
        found.append("%s: %r is none of %r" % (place or "/", value, schema["enum"]))
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            found.append("%s: %r does not fit %s" % (place or "/", value, schema["pattern"]))
        if len(value) > schema.get("maxLength", len(value)):
            found.append("%s: too long" % place)
    if has_type(value, "integer") and value < schema.get("minimum", value):
        found.append("%s: %d is less than %d" % (place, value, schema["minimum"]))
    if isinstance(value, list) and "items" in schema:
        for i, v in enumerate(value):
            found += faults(v, schema["items"], root, "%s/%d" % (place, i), seen)
    if isinstance(value, dict):
        for key in schema.get("required", []):
            if key not in value:
                found.append("%s: %s is missing" % (place or "/", key))
        for key, v in value.items():
            inner = schema.get("properties", {}).get(key)
            if inner is not None:
                if seen is not None:
                    seen.add((id(schema), key))
                found += faults(v, inner, root, "%s/%s" % (place, key), seen)
            elif "additionalProperties" in schema:
                found.append("%s: the key %s is not known" % (place or "/", key))
    return found


def properties(schema, place="#"):
    """Every property that is named anywhere, as `seen` has it, with its place."""
    for key in schema.get("properties", {}):
        yield (id(schema), key), "%s/%s" % (place, key)
    for name, inner in subschemas(schema):
        yield from properties(inner, place + "/" + name)


if __name__ == "__main__":
    root = load(sys.argv[1])
    said = faults_of_schema(root, root)
    for path in sys.argv[2:]:
        said += ["%s: %s" % (path, f) for f in faults(load(path), root, root)]
    print("\n".join(said) if said else "no faults")
    sys.exit(1 if said else 0)
