namespace Attune.Companion.Guide.Answers;

/// <summary>What kind of answer a question wants.</summary>
internal enum QuestionKind
{
    /// <summary>Nothing in the question says.</summary>
    Open,

    /// <summary>A number: how many, how long.</summary>
    Number,

    /// <summary>A point in time.</summary>
    Time,

    /// <summary>A place.</summary>
    Place,

    /// <summary>A person or an organisation.</summary>
    Person,

    /// <summary>A reason.</summary>
    Reason,

    /// <summary>What to do.</summary>
    Instruction,

    /// <summary>What something is.</summary>
    Definition,
}
