/// The shape of a release graph's file as JSON Schema (draft 2020-12), for editors and other programs.
///
/// It says less than `ratchet package validate`, which also knows whether the graph makes sense.
public enum PackageSchema {
    public static let json = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Ratchet release graph",
          "description": "The packages that there are for one kind of appliance, and what each of them needs.",
          "type": "object",
          "required": ["product", "packages"],
          "additionalProperties": false,
          "properties": {
            "product": {"description": "What the packages are for.", "type": "string", "minLength": 1, "maxLength": 128},
            "prefixes": {
              "description": "By class: how names of its packages begin. The longest that fits counts.",
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "base": {"$ref": "#/$defs/prefix"},
                "product": {"$ref": "#/$defs/prefix"},
                "licence": {"$ref": "#/$defs/prefix"}
              }
            },
            "packages": {
              "type": "array", "minItems": 1, "maxItems": 20000, "items": {"$ref": "#/$defs/package"}
            },
            "floors": {
              "description": "Required stops: whoever is older comes through them.",
              "type": "array", "maxItems": 1000, "items": {"$ref": "#/$defs/floor"}
            },
            "origins": {
              "description": "Versions that an appliance may run although no package here provides them.",
              "type": "object",
              "additionalProperties": false,
              "properties": {"base": {"$ref": "#/$defs/origins"}, "product": {"$ref": "#/$defs/origins"}}
            }
          },
          "$defs": {
            "version": {
              "description": "Up to eight numbers with dots between, then perhaps - or + with more.",
              "type": "string",
              "maxLength": 64,
              "pattern": "^[0-9]{1,9}(\\.[0-9]{1,9}){0,7}([-+][0-9A-Za-z.+-]*)?$"
            },
            "constraint": {
              "description": "Versions after >=, <=, <, > or =, with spaces between; all must hold.",
              "type": "string", "minLength": 1
            },
            "reason": {"type": "string", "minLength": 1, "maxLength": 500},
            "reference": {"type": "string", "minLength": 1, "maxLength": 1000},
            "prefix": {
              "oneOf": [
                {"type": "string", "minLength": 1, "maxLength": 64},
                {"type": "array", "maxItems": 20, "items": {"type": "string", "minLength": 1, "maxLength": 64}}
              ]
            },
            "package": {
              "type": "object",
              "required": ["id", "version"],
              "additionalProperties": false,
              "properties": {
                "id": {"type": "string", "pattern": "^[0-9A-Za-z._+-]{1,64}$"},
                "name": {"description": "Default: the id.", "type": "string", "minLength": 1, "maxLength": 128},
                "class": {"description": "Default: by the name's prefix.", "enum": ["base", "product", "licence"]},
                "version": {"$ref": "#/$defs/version"},
                "requires": {
                  "description": "What must be installed for it.",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {"base": {"$ref": "#/$defs/constraint"}, "product": {"$ref": "#/$defs/constraint"}}
                },
                "estimate": {"type": "string", "pattern": "^[0-9]+ *(ms|s|m|h|d)$", "default": "60m"},
                "restarts": {"description": "Default: true, and false for a licence.", "type": "boolean"},
                "affectsClients": {"description": "Default: true for a product package.", "type": "boolean"},
                "major": {"description": "Default: whether the version's first number changes.", "type": "boolean"},
                "notes": {"$ref": "#/$defs/reference"},
                "source": {"$ref": "#/$defs/reference"},
                "sha256": {"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"},
                "recovery": {
                  "type": "object",
                  "required": ["way"],
                  "additionalProperties": false,
                  "properties": {
                    "way": {"enum": ["restore", "swap-back", "vendor-support"]},
                    "until": {"type": "string", "minLength": 1, "maxLength": 200}
                  }
                },
                "withdrawn": {"$ref": "#/$defs/reason"},
                "deadEnd": {"$ref": "#/$defs/reason"}
              }
            },
            "floor": {
              "type": "object",
              "required": ["version", "reason"],
              "additionalProperties": false,
              "properties": {
                "class": {"enum": ["base", "product"], "default": "product"},
                "version": {"$ref": "#/$defs/version"},
                "reason": {"$ref": "#/$defs/reason"}
              }
            },
            "origins": {
              "type": "array",
              "maxItems": 1000,
              "items": {
                "oneOf": [
                  {"$ref": "#/$defs/version"},
                  {
                    "type": "object",
                    "required": ["version"],
                    "additionalProperties": false,
                    "properties": {"version": {"$ref": "#/$defs/version"}, "deadEnd": {"$ref": "#/$defs/reason"}}
                  }
                ]
              }
            }
          }
        }
        """#
}
