using Attune.Companion;
using Attune.Diagnostics;
using Attune.Foundation.Modules;
using Attune.Inference;
using Attune.Realtime;

namespace Attune.Server;

/// <summary>The product is this list.</summary>
public static class Composition
{
    public static IReadOnlyList<AttuneModule> Modules { get; } =
    [
        RealtimeModule.Doors,
        InferenceModule.Doors,
        CompanionModule.Doors,
        DiagnosticsModule.Doors,
    ];
}
