using System.Text;
using Attune.Architecture.Tests.Guards;
using Attune.Architecture.Tests.Hosting;
using Attune.Architecture.Tests.Sources;
using Attune.Foundation.Access;

namespace Attune.Architecture.Tests.Reference;

/// <summary>Every route of the host with its access rule.</summary>
internal static class HttpPage
{
    public static string Render(House house)
    {
        var page = new StringBuilder("""
            # HTTP routes

            Generated from the host as it is built. Bodies and answers are the records of that name in `Attune.Contracts`, written
            in camelCase; `T[]` is an array. Every answer carries `X-Correlation-ID`. Failures are `application/problem+json`;
            their codes stand in [errors.md](errors.md). A right is what the access rule asks for: in local mode, everyone on
            this machine is the owner and has every right.

            | Route | Who may call it | Body | Answer | Module |
            |---|---|---|---|---|

            """);
        foreach (var endpoint in house.Host.Endpoints)
        {
            page.Append(null, $"| `{endpoint.Methods} {DocText.Cell(endpoint.Pattern)}` | {RuleOf(endpoint.Rule)} ")
                .Append(null, $"| {TypeNames.Of(endpoint.Request)} | {endpoint.Answers} | {endpoint.Module} |\n");
        }

        return page.ToString();
    }

    private static string RuleOf(AccessRule? rule) => rule switch
    {
        null => "nobody: no rule",
        { Verb: { } verb } => $"right `{verb}`",
        _ => DocText.Cell($"anyone: {rule.Reason}"),
    };
}
