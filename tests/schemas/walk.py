# SPDX-License-Identifier: GPL-3.0-or-later
"""Which object of a document follows which object of the schemas."""


def follow(schemas, address):
    """The schema at ADDRESS and its own address, after all references."""
    while True:
        name, _, pointer = address.partition("#")
        schema = schemas[name]
        for step in pointer.split("/")[1:]:
            schema = schema[int(step) if isinstance(schema, list) else step]
        if "$ref" not in schema:
            return schema, address
        target = schema["$ref"]
        address = name + target if target.startswith("#") else target


def below(address, *steps):
    """The address of a part of the schema at ADDRESS."""
    return "/".join((address if "#" in address else address + "#", *map(str, steps)))


def objects(schemas, address, value):
    """(address, object) of VALUE and all in it that the schemas call objects with members."""
    schema, address = follow(schemas, address)
    for number, _ in enumerate(schema.get("anyOf", ())):
        yield from objects(schemas, below(address, "anyOf", number), value)
    if isinstance(value, dict) and "properties" in schema:
        yield address, value
        for key in value.keys() & schema["properties"].keys():
            yield from objects(schemas, below(address, "properties", key), value[key])
    if isinstance(value, list) and "items" in schema:
        for item in value:
            yield from objects(schemas, below(address, "items"), item)


def members(schemas):
    """(address of the object, member) of each member that the schemas know, but those that are said to be another
    object's."""
    for name, schema in schemas.items():
        yield from members_below(schema, name)


def members_below(schema, address):
    """The same of one part of a schema."""
    if isinstance(schema, list):
        for number, part in enumerate(schema):
            yield from members_below(part, below(address, number))
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object":
        for key, part in schema.get("properties", {}).items():
            if "/properties/" not in part.get("$ref", ""):
                yield address, key
    for key, part in schema.items():
        yield from members_below(part, below(address, key))
