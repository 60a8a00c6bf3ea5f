using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval.Imports;

/// <summary>
/// Takes the visible text out of a web page, as Markdown. Only elements that are known to hold text are walked; scripts, styles,
/// frames, pictures, forms and whatever is hidden are left out with all that they contain. Nothing is fetched or executed.
/// What a page says stays text: it is searched and quoted, never obeyed.
/// </summary>
internal static class HtmlText
{
    /// <summary>More than any page that people read; hostile ones reach it at once.</summary>
    private const int MaxElements = 200_000;

    /// <summary>Deeper elements are kept as neighbours.</summary>
    private const int MaxDepth = 256;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(5);

    private static readonly FrozenSet<string> Walked = FrozenSet.Create(StringComparer.Ordinal,
        "a", "abbr", "acronym", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "body", "br", "caption",
        "center", "cite", "code", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "fieldset", "figcaption",
        "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "ins", "kbd",
        "label", "legend", "li", "main", "mark", "menu", "nav", "ol", "p", "pre", "q", "ruby", "s", "samp", "search", "section",
        "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time",
        "tr", "tt", "u", "ul", "var", "wbr");

    /// <summary>Reads a page.</summary>
    /// <param name="html">Its markup, however broken.</param>
    /// <param name="clock">Measures how long it takes.</param>
    /// <returns>Its text, possibly empty; a failure when the page is made to keep a reader busy.</returns>
    public static Outcome<string> Read(string html, TimeProvider clock)
    {
        try
        {
            using var page = new HtmlParser(Options(clock)).ParseDocument(html);
            var text = new MarkdownText();
            if (page.Body is { } body && !IsHidden(body))
                Walk(body, text);
            return text.ToString();
        }
        catch (TooComplexException)
        {
            return ImportFailures.HtmlTooComplex(MaxElements, MaxTime.TotalSeconds);
        }
    }

    private static HtmlParserOptions Options(TimeProvider clock)
    {
        var started = clock.GetTimestamp();
        var elements = 0;
        return new HtmlParserOptions
        {
            IsScripting = false,
            MaximumDepth = MaxDepth,
            SkipComments = true,
            SkipScriptText = true,
            SkipRawText = true,
            SkipProcessingInstructions = true,
            DisableElementPositionTracking = true,
            // Only these say whether an element is seen; a page can have millions of others.
            ShouldEmitAttribute = static (ref _, name) => name.Span is "hidden" or "aria-hidden" or "style",
            OnCreated = (_, _) =>
            {
                if (++elements > MaxElements || clock.GetElapsedTime(started) > MaxTime)
                    throw new TooComplexException();
            },
        };
    }

    /// <summary>Without recursion, and by index: an element that is asked for its next neighbour counts from the first.</summary>
    private static void Walk(INode root, MarkdownText text)
    {
        var open = new Stack<(INode Node, int Next)>();
        open.Push((root, 0));
        while (open.TryPop(out var place))
        {
            if (place.Next == place.Node.ChildNodes.Length)
            {
                text.Leave(place.Node.NodeName);
                continue;
            }

            open.Push((place.Node, place.Next + 1));
            var child = place.Node.ChildNodes[place.Next];
            if (child is IText letters)
            {
                text.Add(letters.Data);
            }
            else if (child is IElement element && IsWalked(element) && !IsHidden(element))
            {
                text.Enter(element.NodeName);
                open.Push((element, 0));
            }
        }
    }

    /// <summary>Elements that a page invents itself have a dash in their names and show what they contain.</summary>
    private static bool IsWalked(IElement element) =>
        element.NamespaceUri == NamespaceNames.HtmlUri && (Walked.Contains(element.LocalName) || element.LocalName.Contains('-'));

    private static bool IsHidden(IElement element)
    {
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true")
            return true;
        if (element.GetAttribute("style") is not { } style)
            return false;
        var plain = string.Concat(style.Where(c => !char.IsWhiteSpace(c)));
        return plain.Contains("display:none", StringComparison.OrdinalIgnoreCase)
            || plain.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Ends the parser, which knows no other way to be stopped from within.</summary>
    private sealed class TooComplexException : Exception;
}
