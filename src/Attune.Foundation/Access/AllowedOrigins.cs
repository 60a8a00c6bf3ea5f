namespace Attune.Foundation.Access;

/// <summary>Web origins that may call an endpoint besides this machine's own, because its operator has listed them.</summary>
/// <param name="Origins">As browsers send them, for example <c>https://kiosk.example</c>.</param>
public sealed record AllowedOrigins(IReadOnlySet<string> Origins);
