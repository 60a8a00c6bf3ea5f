using Attune.Foundation.Access;
using Attune.Realtime.Access;
using Attune.Realtime.Admission;
using Attune.Realtime.Presence;
using Attune.Realtime.Settings;
using Attune.Realtime.Streams;
using Microsoft.Extensions.Options;

namespace Attune.Realtime.Sessions;

/// <summary>What every session shares.</summary>
internal sealed class SessionServices(
    IStreamEngine engine, IAccess access, LiveAccess live, ResumeTokens tokens, AdmissionControl admission,
    PresenceDesk presence, IOptions<RealtimeOptions> options, TimeProvider clock)
{
    public IStreamEngine Engine { get; } = engine;

    public IAccess Access { get; } = access;

    public LiveAccess Live { get; } = live;

    public ResumeTokens Tokens { get; } = tokens;

    /// <summary>How fast callers may go.</summary>
    public AdmissionControl Admission { get; } = admission;

    /// <summary>Who is where.</summary>
    public PresenceDesk Presence { get; } = presence;

    public RealtimeOptions Options { get; } = options.Value;

    public TimeProvider Clock { get; } = clock;
}
