package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.analysis.Diagnosis;
import io.quorate.analysis.DiagnosisCode;
import io.quorate.analysis.Severity;
import io.quorate.analysis.StructureWarning;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What {@link FleetJson} says of a diagnosis: the code first, then each warning about the structure by itself. */
final class FleetDiagnosisJson {

    private FleetDiagnosisJson() {}

    static void write(JsonGenerator json, List<Diagnosis> diagnoses) throws IOException {
        json.writeStartArray();
        for (Diagnosis diagnosis : diagnoses) {
            if (diagnosis.code() != DiagnosisCode.NO_PROBLEM) {
                writeCode(json, diagnosis);
            }
            for (StructureWarning warning : diagnosis.warnings()) {
                writeOne(json, diagnosis, warning.apiName(), Severity.NOTICE, warning.meaning(), List.of());
            }
        }
        json.writeEndArray();
    }

    private static void writeCode(JsonGenerator json, Diagnosis diagnosis) throws IOException {
        List<String> evidence =
                diagnosis.evidence().stream().map(Object::toString).toList();
        writeOne(
                json,
                diagnosis,
                diagnosis.code().apiName(),
                diagnosis.code().severity(),
                diagnosis.description(),
                evidence);
    }

    private static void writeOne(
            JsonGenerator json,
            Diagnosis diagnosis,
            String code,
            Severity severity,
            String description,
            List<String> evidence)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("code", code);
        json.writeStringField("server", diagnosis.key().toString());
        json.writeStringField("severity", severity.name().toLowerCase(Locale.ROOT));
        json.writeStringField("description", description);
        Json.writeStrings(json, "evidence", evidence);
        json.writeBooleanField("isSkippable", diagnosis.isSkippable());
        json.writeEndObject();
    }
}
