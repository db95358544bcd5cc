package io.quorate.http;

import io.quorate.api.Json;
import io.quorate.api.KeyJson;
import io.quorate.model.InstanceKey;
import io.quorate.statemachine.NoteChange;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tags on servers. */
final class TagRoutes {

    private final Lookup lookup;
    private final Proposals proposals;
    private final Ports ports;

    TagRoutes(Ports ports, Lookup lookup, Proposals proposals) {
        this.ports = ports;
        this.lookup = lookup;
        this.proposals = proposals;
    }

    void addTo(EndpointTable table) {
        table.ask("tags/:host/:port", this::tags);
        table.ask("tag-value/:host/:port", r -> value(r, queried(r)));
        table.ask("tag-value/:host/:port/:tagName", r -> value(r, TagText.parse(r.path("tagName"))));
        table.change("tag/:host/:port", r -> put(r, queried(r)));
        table.change("tag/:host/:port/:tagName/:tagValue", r -> put(r, inPath(r)));
        table.change("untag/:host/:port", r -> remove(r, queried(r)));
        table.change("untag/:host/:port/:tagName", r -> remove(r, TagText.parse(r.path("tagName"))));
        table.change("untag-all", r -> removeEverywhere(r, queried(r)));
        table.change("untag-all/:tagName/:tagValue", r -> removeEverywhere(r, inPath(r)));
        table.read("tagged", this::tagged);
    }

    private static TagText queried(ApiRequest request) {
        return TagText.parse(request.query("tag"));
    }

    private static TagText inPath(ApiRequest request) {
        return new TagText(
                request.path("tagName").strip(), request.path("tagValue").strip(), true, false);
    }

    private SortedMap<InstanceKey, SortedMap<String, String>> all() {
        return ports.log().state().notes().tags();
    }

    private SortedMap<String, String> of(InstanceKey key) {
        return all().getOrDefault(key, new TreeMap<>());
    }

    private CompletionStage<Answer> tags(ApiRequest request) {
        return lookup.key(request)
                .thenApply(key -> Answer.bare(Json.strings(of(key).entrySet().stream()
                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                        .toList())));
    }

    private CompletionStage<Answer> value(ApiRequest request, TagText tag) {
        return lookup.key(request).thenApply(key -> {
            String value = of(key).get(tag.name());
            if (value == null) {
                throw new BadRequest("tag " + tag.name() + " not found for " + key);
            }
            return Answer.bare(Json.string(value));
        });
    }

    private CompletionStage<Answer> put(ApiRequest request, TagText tag) {
        return lookup.key(request)
                .thenCompose(key -> proposals.propose(
                        request,
                        new NoteChange.PutTag(key, tag.name(), tag.value()),
                        id -> Answer.ok(key + " tagged with " + tag, KeyJson.of(key))));
    }

    private CompletionStage<Answer> remove(ApiRequest request, TagText tag) {
        requirePlain(tag);
        return lookup.key(request)
                .thenCompose(key -> untag(request, tag.isOn(of(key)) ? List.of(key) : List.of(), tag));
    }

    private CompletionStage<Answer> removeEverywhere(ApiRequest request, TagText tag) {
        requirePlain(tag);
        if (!tag.hasValue()) {
            throw new BadRequest("untag-all needs a tag with its value, as name=value; got '" + tag + "'");
        }
        return untag(request, carriers(tag), tag);
    }

    private static void requirePlain(TagText tag) {
        if (tag.isNegated()) {
            throw new BadRequest("A negated tag cannot be removed: '" + tag + "'");
        }
    }

    private CompletionStage<Answer> untag(ApiRequest request, List<InstanceKey> keys, TagText tag) {
        Answer done = Answer.ok(tag + " removed from " + keys.size() + " instances", Json.array(keys, KeyJson::write));
        if (keys.isEmpty()) {
            return CompletableFuture.completedFuture(done);
        }
        return proposals.proposeAll(
                request,
                keys.stream()
                        .map(key -> new NoteChange.DeleteTag(key, tag.name()))
                        .toList(),
                done);
    }

    private List<InstanceKey> carriers(TagText tag) {
        return all().entrySet().stream()
                .filter(entry -> tag.isOn(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Answer tagged(ApiRequest request) {
        TreeSet<InstanceKey> found = new TreeSet<>(all().keySet());
        Arrays.stream(request.query("tag").split(",", -1))
                .map(TagText::parse)
                .forEach(tag -> found.retainAll(carriers(tag)));
        return Answer.bare(Json.array(found, KeyJson::write));
    }
}
