//! The list of commands: the registry from which dispatch and the TypeScript
//! map are made.

/// Hands the whole list to another macro: name (request) -> reply = function.
macro_rules! with_commands {
    ($use:ident) => {
        $use! {
            app_state(Nothing) -> AppState = crate::state::app_state;
            demo_start(Nothing) -> AppState = crate::demo::demo_start;
            demo_leave(Nothing) -> AppState = crate::demo::demo_leave;
            overview(Nothing) -> Overview = crate::overview::overview;
            totals(TotalsRequest) -> FleetTotals = crate::overview::totals;
            vehicles(VehicleQuery) -> VehicleWindow = crate::vehicles::vehicles;
            vehicle(Id) -> VehicleDetail = crate::vehicles::vehicle;
            vehicle_form(Id) -> VehicleForm = crate::vehicles::vehicle_form;
            vehicle_check(VehicleForm) -> FormCheck = crate::vehicles::vehicle_check;
            vehicle_save(VehicleForm) -> Id = crate::vehicles::vehicle_save;
            vehicles_delete(Selection) -> Undoable = crate::vehicles::vehicles_delete;
            vehicles_assign(AssignRequest) -> Undoable = crate::vehicles::vehicles_assign;
            undo(Id) -> Undoable = crate::vehicles::undo;
            choices(Nothing) -> Choices = crate::vehicles::choices;
            drivers(DriverQuery) -> DriverWindow = crate::drivers::drivers;
            driver(DriverName) -> DriverDetail = crate::drivers::driver;
            driver_save(DriverForm) -> Undoable = crate::drivers::driver_save;
            driver_remove(DriverName) -> Undoable = crate::drivers::driver_remove;
            period_save(PeriodForm) -> Undoable = crate::drivers::period_save;
            period_remove(Id) -> Undoable = crate::drivers::period_remove;
            saved_filters(FilterRequest) -> Vec<SavedFilter> = crate::filters::saved_filters;
            filter_save(SavedFilter) -> Id = crate::filters::filter_save;
            filter_remove(Id) -> Nothing = crate::filters::filter_remove;
            import_preview(ImportRequest) -> ImportPreview = crate::import::import_preview;
            import_commit(ImportRequest) -> ImportReport = crate::import::import_commit;
            import_save_rejected(SaveRejectedRequest) -> FilePath = crate::import::import_save_rejected;
            check_plan(CheckRequest) -> Plan = crate::check::check_plan;
            check_start(CheckRequest) -> Progress = crate::check::check_start;
            check_resume_plan(ResumeRequest) -> Option<ResumePlan> = crate::check::check_resume_plan;
            check_resume(ResumeRequest) -> Progress = crate::check::check_resume;
            check_pause(Nothing) -> Nothing = crate::check::check_pause;
            check_continue(Nothing) -> Nothing = crate::check::check_continue;
            check_cancel(Nothing) -> Nothing = crate::check::check_cancel;
            unwritten_retry(Nothing) -> Nothing = crate::check::unwritten_retry;
            unwritten_set_aside(Nothing) -> FilePath = crate::check::unwritten_set_aside;
            last_batch(Nothing) -> Option<Progress> = crate::check::last_batch;
            batches(BatchQuery) -> BatchWindow = crate::check::batches;
            batch(Id) -> Progress = crate::check::batch;
            batch_items(ItemQuery) -> ItemWindow = crate::check::batch_items;
            calls(CallQuery) -> CallWindow = crate::calls::calls;
            call(Id) -> CallDetail = crate::answers::call;
            call_report(Id) -> MaskedAnswer = crate::answers::call_report;
            calls_reread(RereadRequest) -> Reread = crate::answers::calls_reread;
            statement(StatementRequest) -> Statement = crate::statement::statement;
            call_settle(SettleRequest) -> CallRow = crate::calls::call_settle;
            violations(ViolationQuery) -> ViolationWindow = crate::violations::violations;
            violation(Id) -> ViolationDetail = crate::violations::violation;
            notices(NoticesRequest) -> Notices = crate::notices::notices;
            notices_print(NoticesRequest) -> ReportReply = crate::notices::notices_print;
            violations_step(StepRequest) -> Undoable = crate::cases::violations_step;
            violations_note(NoteRequest) -> Undoable = crate::violations::violations_note;
            violations_seen(ViolationSelection) -> Undoable = crate::violations::violations_seen;
            violation_opened(Id) -> Nothing = crate::violations::violation_opened;
            violations_give(GiveRequest) -> Undoable = crate::violations::violations_give;
            providers(Nothing) -> Vec<ProviderView> = crate::accounts::providers;
            account_save(AccountForm) -> ProviderView = crate::accounts::account_save;
            account_remove(ProviderId) -> Nothing = crate::accounts::account_remove;
            account_test(ProviderId) -> TestReply = crate::accounts::account_test;
            cities(ProviderId) -> CityList = crate::accounts::cities;
            cities_refresh(ProviderId) -> CityRefresh = crate::accounts::cities_refresh;
            settings(Nothing) -> GarageSettings = crate::accounts::settings;
            settings_save(GarageSettings) -> GarageSettings = crate::accounts::settings_save;
            schedule(Nothing) -> ScheduleView = crate::schedule::schedule;
            schedule_save(Schedule) -> ScheduleView = crate::schedule::schedule_save;
            robots(Nothing) -> Vec<RobotView> = crate::robots::robots;
            robot_save(RobotForm) -> Vec<RobotView> = crate::robots::robot_save;
            robot_remove(RobotKind) -> Vec<RobotView> = crate::robots::robot_remove;
            robot_test(RobotKind) -> RobotTold = crate::robots::robot_test;
            update(Nothing) -> UpdateView = crate::update::update;
            update_choose(UpdateChoice) -> UpdateView = crate::update::update_choose;
            update_look(Nothing) -> UpdateView = crate::update::update_look;
            update_fetch(Nothing) -> UpdateView = crate::update::update_fetch;
            update_file(UpdateFileRequest) -> UpdateView = crate::update::update_file;
            update_install(Nothing) -> UpdateStarted = crate::update::update_install;
            export(ExportRequest) -> ExportReply = crate::export::export;
            export_everything(EverythingRequest) -> FilePath = crate::export::export_everything;
            report(ReportRequest) -> ReportReply = crate::report::report;
            doctor(Nothing) -> DoctorReport = crate::maintenance::doctor;
            backup(BackupRequest) -> FilePath = crate::maintenance::backup;
            restore_look(RestoreLookRequest) -> RestoreLook = crate::restore::restore_look;
            restore(RestoreRequest) -> RestoreReply = crate::restore::restore;
            put_aside(Nothing) -> Vec<PutAside> = crate::restore::put_aside;
            take_aside(Taken) -> Nothing = crate::restore::take_aside;
            erase(EraseRequest) -> EraseReply = crate::erase::erase;
            erase_offers(Nothing) -> EraseOffers = crate::erase::erase_offers;
            offers_delete(OfferedRequest) -> EraseOffers = crate::erase::offers_delete;
        }
    };
}
pub(crate) use with_commands;
