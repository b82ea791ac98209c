using FluentValidation;

namespace DomesticAbuseResponse.Web.Infrastructure.Forms;

public static class FormsRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>The filters every form passes, outermost first, and the validators of every page.</summary>
        public IServiceCollection AddForms()
        {
            services.AddScoped<RecordFilter>().AddScoped<SubmissionFilter>().AddScoped<ConflictFilter>().AddScoped<RestoreFilter>();
            services.Configure<Microsoft.AspNetCore.Mvc.MvcOptions>(options =>
            {
                options.Filters.AddService<RecordFilter>(order: -30);
                options.Filters.AddService<ConflictFilter>(order: -20);
                options.Filters.AddService<SubmissionFilter>(order: -10);
                options.Filters.AddService<RestoreFilter>();
            });

            foreach (var found in AssemblyScanner.FindValidatorsInAssemblyContaining<Program>())
            {
                services.AddScoped(found.InterfaceType, found.ValidatorType);
            }

            return services;
        }
    }
}
