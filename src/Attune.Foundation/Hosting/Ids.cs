namespace Attune.Foundation.Hosting;

/// <summary>Time-ordered ids (UUID version 7, RFC 9562) from the injected clock.</summary>
public sealed class Ids(TimeProvider clock)
{
    public Guid New() => Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>A new id as 32 lower-case hexadecimal digits.</summary>
    public string NewText() => New().ToString("N");
}
