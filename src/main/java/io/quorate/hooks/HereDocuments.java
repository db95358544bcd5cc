package io.quorate.hooks;

import java.util.ArrayDeque;
import java.util.Deque;

/** The here-documents of a shell text: announced by {@code <<WORD} on a line, read from the next line on. */
final class HereDocuments {

    private record Document(String endWord, boolean verbatim, boolean tabsIgnored) {}

    private final Deque<Document> announced = new ArrayDeque<>();
    private boolean inside;

    boolean isInside() {
        return inside;
    }

    /** Whether the end word of the document being read was quoted, so that nothing in it is expanded. */
    boolean isVerbatim() {
        return announced.element().verbatim();
    }

    /** Reads what begins with {@code <<} at {@code position}; returns the place behind it. */
    int announce(String text, int position) {
        int at = position + 2;
        if (at < text.length() && text.charAt(at) == '<') {
            return at + 1;
        }
        boolean tabsIgnored = at < text.length() && text.charAt(at) == '-';
        at += tabsIgnored ? 1 : 0;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        int start = at;
        while (at < text.length() && " \t\n;&|<>()".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        String endWord = word.replaceAll("['\"\\\\]", "");
        if (!word.isEmpty()) {
            announced.add(new Document(endWord, !endWord.equals(word), tabsIgnored));
        }
        return at;
    }

    /** At the end of a command line: the first announced document begins. Returns the place of its first character. */
    int begin(String text, int lineEnd) {
        inside = !announced.isEmpty();
        return inside ? endLine(text, lineEnd) : lineEnd + 1;
    }

    /** At the end of a document's line: skips the documents' end words. Returns the place where reading goes on. */
    int endLine(String text, int lineEnd) {
        int start = lineEnd + 1;
        while (inside && start <= text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            if (!isEndWord(line)) {
                return start;
            }
            announced.remove();
            inside = !announced.isEmpty();
            start = end < 0 ? text.length() : end + 1;
            if (end < 0) {
                return start;
            }
        }
        return Math.min(start, text.length());
    }

    private boolean isEndWord(String line) {
        Document document = announced.element();
        String compared = document.tabsIgnored() ? line.replaceFirst("^\t+", "") : line;
        return compared.equals(document.endWord());
    }
}
