using Attune.Contracts;
using Attune.Contracts.Guide;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide.Kiosk;

/// <summary>The route that the page for visitors reads its settings from.</summary>
internal static class KioskEndpoints
{
    public static void MapKiosk(this IEndpointRouteBuilder routes) =>
        routes.GetJson("/v1/guide/kiosk", AttuneJson.Wire.KioskView, static call =>
                ValueTask.FromResult<Outcome<KioskView>>(ToView(call.Get<IOptions<KioskOptions>>().Value, call.Caller)))
            .Requires("guide.read");

    /// <summary>Visitors on their own devices are offered no way to where they may not go.</summary>
    private static KioskView ToView(KioskOptions options, Caller caller) =>
        new(options.IdleSeconds, options.WarningSeconds, options.Locked || caller.Roles.Contains(Caller.VisitorRole),
            options.UseDescriber,
            new Dictionary<string, KioskTextView>(StringComparer.Ordinal)
            {
                ["en"] = new(options.Name, [.. options.Questions]),
                ["zh-Hant"] = new(
                    options.NameChinese.Length > 0 ? options.NameChinese : options.Name, [.. options.QuestionsChinese]),
            });
}
