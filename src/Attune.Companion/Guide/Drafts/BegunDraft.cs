namespace Attune.Companion.Guide.Drafts;

/// <summary>An answer whose first sentence is there.</summary>
internal sealed class BegunDraft
{
    /// <summary>All of it is there.</summary>
    public BegunDraft(Draft whole) => Whole = Task.FromResult(whole);

    /// <summary>A model is still writing.</summary>
    public BegunDraft(GrowingDraft growing)
    {
        Growing = growing;
        Whole = WholeOf(growing);
    }

    /// <summary>What is being written; null when all of it is there.</summary>
    public GrowingDraft? Growing { get; }

    /// <summary>All of it.</summary>
    public Task<Draft> Whole { get; }

    private static async Task<Draft> WholeOf(GrowingDraft growing) =>
        await growing.Whole ?? throw new InvalidOperationException("A draft with a sentence is no draft.");
}
