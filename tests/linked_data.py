"""Whether JSON-LD says what it means to: expanded by pyld, held against schema.org's vocabulary by pySHACL.

No context is fetched. That of schema.org makes its vocabulary the default and some values addresses or dates; that of
Web Annotations is here as far as Dateline uses it, after https://www.w3.org/TR/annotation-vocab/.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pyshacl
from pyld import jsonld
from rdflib import RDF, RDFS, XSD, Graph, Namespace, URIRef
from rdflib.namespace import SH

SCHEMA = Namespace("http://schema.org/")
OA = "http://www.w3.org/ns/oa#"
ADDRESSES = ("url", "sameAs", "license", "contentUrl", "isBasedOn", "correctionsPolicy")
DATES = ("datePublished", "startDate", "endDate")
SCHEMA_ORG = {
    "@vocab": str(SCHEMA),
    **{word: {"@type": "@id"} for word in ADDRESSES},
    **{word: {"@type": str(XSD.date)} for word in DATES},
}
ANNOTATION = {
    "oa": OA, "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "as": "http://www.w3.org/ns/activitystreams#", "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": str(RDF), "rdfs": str(RDFS), "xsd": str(XSD),
    "id": {"@type": "@id", "@id": "@id"}, "type": {"@type": "@id", "@id": "@type"},
    "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody", "TextQuoteSelector": "oa:TextQuoteSelector",
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "Organization": "foaf:Organization", "describing": "oa:describing", "tagging": "oa:tagging",
    "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "creator": {"@type": "@id", "@id": "dcterms:creator"}, "rights": {"@type": "@id", "@id": "dcterms:rights"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"}, "first": {"@type": "@id", "@id": "as:first"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"}, "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "format": "dc:format", "language": "dc:language", "value": "rdf:value", "label": "rdfs:label",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "name": "foaf:name",
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
}  # fmt: skip
CONTEXTS: dict[str, dict[str, Any]] = {
    "https://schema.org": SCHEMA_ORG,
    "http://www.w3.org/ns/anno.jsonld": ANNOTATION,
}


def expanded(document: Any, base: str = "https://example.org/here/") -> list[Any]:
    """The document with every name as an address; raises JsonLdError for what is no JSON-LD. What the context does not
    know is dropped in silence, so ask `unknown` too."""
    found = jsonld.expand(document, {"base": base, "documentLoader": _context})
    assert isinstance(found, list)
    return found


def _context(url: str, options: Any = None) -> dict[str, Any]:
    document = {"@context": CONTEXTS[url]}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}


def unknown(document: Any, known: Iterable[str]) -> set[str]:
    """Keys that stand anywhere in a document and are not known."""
    return {key for key in keys(document) if key not in known and not key.startswith("@")}


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(inner)


@cache
def vocabulary() -> Graph:
    """schema.org as shapes: https://datashapes.org/schema, which comes with pySHACL."""
    return Graph().parse(str(files("pyshacl") / "assets" / "schema.ttl"))


def graph(scripts: Iterable[str]) -> Graph:
    """What the scripts of pages say together."""
    found = Graph()
    for script in scripts:
        found.parse(data=jsonld.to_rdf(expanded(json.loads(script)), {"format": "application/n-quads"}), format="nt")
    return found


def faults(found: Graph) -> list[str]:
    """Types and properties that schema.org does not have, properties that are not of their thing's type, and values of
    another kind than theirs."""
    shapes = vocabulary()
    wrong = [str(kind) for kind in set(found.objects(None, RDF.type)) if (kind, RDF.type, RDFS.Class) not in shapes]
    for thing, term in {(thing, term) for thing, term, _ in found if term != RDF.type}:
        allowed = {path for kind in found.objects(thing, RDF.type) for path in properties(kind)}
        if term not in allowed:
            wrong.append(f"{term} of {[str(kind) for kind in found.objects(thing, RDF.type)]}")
    conforms, _, text = pyshacl.validate(found, shacl_graph=shapes, ont_graph=shapes)
    return wrong if conforms else [*wrong, str(text)]


@cache
def properties(kind: URIRef) -> frozenset[Any]:
    """The properties that things of a type may have."""
    shapes = vocabulary()
    above = [kind, *shapes.transitive_objects(kind, RDFS.subClassOf)]
    return frozenset(path for each in above for shape in shapes.objects(each, SH.property)
                     for path in shapes.objects(shape, SH.path))  # fmt: skip
