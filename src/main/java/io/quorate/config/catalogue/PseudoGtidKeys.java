package io.quorate.config.catalogue;

import static io.quorate.config.catalogue.Draft.count;
import static io.quorate.config.catalogue.Draft.flag;
import static io.quorate.config.catalogue.Draft.text;
import static io.quorate.config.catalogue.Draft.texts;

import java.util.List;

/** Matching of servers without GTID, by markers in the binary log. */
final class PseudoGtidKeys {

    static final List<Key> KEYS = List.of(
            flag("AutoPseudoGTID", false)
                    .notYet("servers without GTID cannot be matched")
                    .says("Write markers on every writable primary, and set the four keys below accordingly."),
            text("PseudoGTIDPattern").notYet().says("What a marker looks like; empty = no markers."),
            flag("PseudoGTIDPatternIsFixedSubstring", false)
                    .notYet()
                    .says("That is plain text and not a regular expression."),
            text("PseudoGTIDMonotonicHint").notYet().says("Text in a marker which tells that markers ascend."),
            text("DetectPseudoGTIDQuery").notYet().says("Query that returns 1 where markers are being written."),
            count("BinlogEventsChunkSize", 10_000).atLeast(1).notYet().says("Events read from a binary log at a time."),
            texts("SkipBinlogEventsContaining")
                    .notYet()
                    .says("Events with one of these texts are passed over when logs are compared."));

    private PseudoGtidKeys() {}
}
