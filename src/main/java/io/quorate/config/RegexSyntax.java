package io.quorate.config;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles the regular expressions of old files, which were written for Go's engine (RE2 syntax). Java's engine takes
 * nearly all of it; three things are rewritten: named groups {@code (?P<n>…)}, POSIX classes {@code [[:digit:]]}, and,
 * inside brackets, {@code [} and {@code &&}, which mean themselves there but not in Java.
 */
final class RegexSyntax {

    private RegexSyntax() {}

    /** The expression in Java's terms; {@link PatternSyntaxException} if it is none. */
    static Pattern compile(String expression) {
        return Pattern.compile(toJava(expression));
    }

    static String toJava(String expression) {
        StringBuilder java = new StringBuilder();
        boolean inBrackets = false;
        int i = 0;
        while (i < expression.length()) {
            int length = lengthOfUnit(expression, i, inBrackets);
            String unit = expression.substring(i, i + length);
            java.append(rewritten(unit, inBrackets));
            if (!inBrackets && unit.startsWith("[")) {
                inBrackets = true;
            } else if (inBrackets && unit.equals("]")) {
                inBrackets = false;
            }
            i += length;
        }
        return java.toString();
    }

    /** How many characters from here on belong together. */
    private static int lengthOfUnit(String text, int at, boolean inBrackets) {
        if (text.startsWith("\\Q", at) && !inBrackets) {
            int end = text.indexOf("\\E", at);
            return end < 0 ? text.length() - at : end + 2 - at;
        }
        if (text.charAt(at) == '\\') {
            return Math.min(2, text.length() - at);
        }
        if (!inBrackets && text.startsWith("(?P<", at)) {
            return 4;
        }
        if (!inBrackets && text.charAt(at) == '[') {
            // A closing bracket right behind the opening one means itself.
            int length = text.startsWith("[^", at) ? 2 : 1;
            return text.startsWith("]", at + length) ? length + 1 : length;
        }
        if (inBrackets && text.startsWith("[:", at)) {
            int end = text.indexOf(":]", at + 2);
            return end < 0 ? 1 : end + 2 - at;
        }
        return inBrackets && text.startsWith("&&", at) ? 2 : 1;
    }

    private static String rewritten(String unit, boolean inBrackets) {
        if (unit.equals("(?P<")) {
            return "(?<";
        }
        if (!inBrackets) {
            return unit.length() > 1 && unit.startsWith("[") && unit.endsWith("]")
                    ? unit.substring(0, unit.length() - 1) + "\\]"
                    : unit;
        }
        if (unit.equals("&&")) {
            return "\\&\\&";
        }
        if (unit.equals("[")) {
            return "\\[";
        }
        return unit.startsWith("[:") ? posixClass(unit) : unit;
    }

    private static String posixClass(String unit) {
        boolean negated = unit.startsWith("[:^");
        String name = unit.substring(negated ? 3 : 2, unit.length() - 2);
        String letter = negated ? "\\P" : "\\p";
        return switch (name) {
            case "alnum" -> letter + "{Alnum}";
            case "alpha" -> letter + "{Alpha}";
            case "ascii" -> letter + "{ASCII}";
            case "blank" -> letter + "{Blank}";
            case "cntrl" -> letter + "{Cntrl}";
            case "digit" -> letter + "{Digit}";
            case "graph" -> letter + "{Graph}";
            case "lower" -> letter + "{Lower}";
            case "print" -> letter + "{Print}";
            case "punct" -> letter + "{Punct}";
            case "space" -> letter + "{Space}";
            case "upper" -> letter + "{Upper}";
            case "word" -> negated ? "\\W" : "\\w";
            case "xdigit" -> letter + "{XDigit}";
            default -> throw new PatternSyntaxException("unknown character class " + unit, unit, 0);
        };
    }
}
