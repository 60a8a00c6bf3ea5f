namespace Attune.Inference;

/// <summary>Says whether asking a language model makes sense at all. Cheap: may be asked for every reply.</summary>
public interface IModelAvailability
{
    /// <summary>
    /// True when at least one endpoint is connected and switched on. It may still fail to answer: then the chat client throws
    /// <see cref="ModelUnavailableException"/>.
    /// </summary>
    bool IsConfigured { get; }
}
