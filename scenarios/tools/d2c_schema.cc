// Writes the JSON Schemas and the table of fields into a folder: d2c-schema scenarios/schema

#include <cstdio>
#include <fstream>
#include <string>

#include "scenarios/schema.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: d2c-schema FOLDER\n");
        return 2;
    }
    const std::string folder = argv[1];
    bool good = true;
    const auto write = [&](const std::string& name, const std::string& text) {
        std::ofstream file{folder + '/' + name, std::ios::binary};
        file << text;
        file.close();
        if (!file) {
            std::fprintf(stderr, "%s/%s: cannot be written\n", folder.c_str(), name.c_str());
            good = false;
        }
    };
    write("scenario-1.json", d2c::scenario_schema_json());
    write("route-1.json", d2c::route_schema_json());
    for (const d2c::NamedSchema& schema : d2c::catalogue_schemas_json()) write(schema.file, schema.json);
    write("fields.md", d2c::scenario_fields_markdown());
    return good ? 0 : 1;
}
