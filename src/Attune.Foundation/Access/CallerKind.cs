namespace Attune.Foundation.Access;

/// <summary>What a principal is.</summary>
public enum CallerKind
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>A paired device of a person.</summary>
    Device,

    /// <summary>A program with a key of its own.</summary>
    Service,
}
