using System.ComponentModel.DataAnnotations;

namespace Attune.Companion.Guide.Kiosk;

/// <summary>A list that a screen has room for: few questions, none of them empty or long.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KioskQuestionsAttribute : ValidationAttribute
{
    private const int MostQuestions = 6;
    private const int LongestQuestion = 120;

    public override bool IsValid(object? value) =>
        value is IList<string> { Count: <= MostQuestions } questions
        && questions.All(question => !string.IsNullOrWhiteSpace(question) && question.Length <= LongestQuestion);

    public override string FormatErrorMessage(string name) =>
        $"{name} must hold at most {MostQuestions} questions of 1 to {LongestQuestion} characters.";
}
