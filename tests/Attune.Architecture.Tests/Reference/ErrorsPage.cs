using System.Text;
using Attune.Architecture.Tests.Guards;
using Attune.Architecture.Tests.Sources;
using Attune.Contracts.Errors;

namespace Attune.Architecture.Tests.Reference;

/// <summary>Every error code and closing code, with what to do.</summary>
internal static class ErrorsPage
{
    public static string Render(House house)
    {
        var page = new StringBuilder("""
            # Error and closing codes

            Generated from the tables in `Attune.Contracts/Errors` and the failures that the modules declare. Codes are stable;
            titles and advice may be improved. A failed HTTP call answers with `application/problem+json`
            (`title, status, detail, code, whatToDo, retry, correlationId`); a failed verb on a WebSocket with an `error` frame
            that repeats its `ref`. `retry` means that the same request may succeed later without a change.

            ## Of the real-time protocol

            | Code | HTTP | What went wrong | What to do | Retry |
            |---|---|---|---|---|

            """);
        foreach (var error in RealtimeErrors.All)
            AppendRow(page, error.Code, error.Status, error.Title, error.WhatToDo, error.Retry);
        AppendFailures(page, house);
        AppendClosingCodes(page);
        return page.ToString();
    }

    private static void AppendFailures(StringBuilder page, House house)
    {
        foreach (var family in FailureScan.In(house.Sources).GroupBy(failure => failure.File.Path)
            .OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            page.Append(null, $"\n## {Path.GetFileNameWithoutExtension(family.Key)}\n\n`{family.Key}`\n\n")
                .Append("| Code | HTTP | What went wrong | What to do | Retry |\n|---|---|---|---|---|\n");
            foreach (var failure in family.OrderBy(failure => failure.Code, StringComparer.Ordinal)
                .ThenBy(failure => failure.Line))
                AppendRow(page, failure.Code, failure.Status, failure.Title, failure.WhatToDo, failure.Retry);
        }
    }

    private static void AppendClosingCodes(StringBuilder page)
    {
        page.Append("""

            ## Closing codes of the WebSocket

            The number alone tells the reaction: 4000-4099 reconnect and resume at once, 4100-4199 reconnect after back-off,
            4200-4299 do not reconnect. Numbers below 4000 are those of RFC 6455.

            | Number | Name | Why | What a client does |
            |---|---|---|---|

            """);
        foreach (var code in ClosingCodes.All)
            page.Append(null, $"| {code.Number} | `{code.Name}` | {DocText.Cell(code.Meaning)} | {ReactionTo(code)} |\n");
    }

    private static void AppendRow(StringBuilder page, string code, int? status, string title, string whatToDo, bool retry) =>
        page.Append(null, $"| `{code}` | {(status is { } number ? number : "varies")} | {DocText.Cell(title)} ")
            .Append(null, $"| {DocText.Cell(whatToDo)} | {(retry ? "yes" : "no")} |\n");

    private static string ReactionTo(ClosingCode code) => code.Reaction switch
    {
        ClosingReaction.ReconnectAtOnce => "reconnects at once and resumes",
        ClosingReaction.ReconnectAfterBackOff => "reconnects after back-off and resumes",
        _ => "does not reconnect",
    };
}
