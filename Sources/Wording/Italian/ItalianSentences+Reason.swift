import RatchetCore

extension ItalianSentences {
    /// With plain apostrophes.
    func plain(_ reason: Reason) -> String {
        let update = "aggiornamento[ alla versione {target}]"
        let deadline = "[, da installare entro {deadline} (ora locale)]"
        // In the middle of a sentence.
        let due = "\(deadline.dropLast()),]"
        let times = "[ ({failureCount} <failureCount|tentativo|tentativi>)]"
        let words = "[; il dispositivo segnala: «{failureReason}»]"
        return switch reason {
        case .current: "Il dispositivo è aggiornato[: esegue la versione {installed}]."
        case .enrolmentIncomplete:
            "Il dispositivo ha iniziato la registrazione, ma non ha ancora inviato il proprio indirizzo per le "
                + "notifiche push."
        case .inventoryPending:
            "Del dispositivo si sa troppo poco per scegliere una versione adatta[; ancora da conoscere: {missing}]."
        case .awaitingConfiguration:
            "Il dispositivo è ancora in Impostazione Assistita, e prima che questa sia terminata non viene imposto "
                + "nulla."
        case .feedPending:
            "L'elenco delle versioni di Apple non è ancora stato letto, quindi non è possibile scegliere alcuna "
                + "versione."
        case .notInFeed:
            "L'elenco di Apple non contiene, per questo dispositivo, alcuna versione che corrisponda al piano[ ({rule})]."

        case .planned:
            "L'\(update)\(due) è stato scelto per il dispositivo e sta per essere proposto."
        case .offered:
            "L'\(update)\(due) è stato proposto al dispositivo, che non ha ancora recuperato la dichiarazione."
        case .delivered:
            "Il dispositivo ha recuperato la dichiarazione per l'\(update)\(deadline), ma non l'ha ancora valutata."
        case .accepted:
            "Il dispositivo ha accettato l'\(update)\(deadline), ma non ha ancora iniziato a scaricarlo."
        case .waiting:
            "Il dispositivo attende le condizioni adatte, come alimentazione e rete, per scaricare "
                + "l'\(update)\(deadline)."
        case .downloading: "Il dispositivo sta scaricando l'\(update)\(deadline)."
        case .prepared:
            "L'\(update) è pronto sul dispositivo. L'utente può installarlo in qualsiasi momento"
                + "[ entro {deadline} (ora locale)]."
        case .installing: "Il dispositivo sta installando l'\(update). Durante il riavvio non dà notizie di sé."
        case .failing:
            "L'installazione dell'\(update) non è riuscita\(times)\(words). Il dispositivo riprova da sé."
        case .unreachable:
            "L'\(update)\(due) è stato proposto al dispositivo, che da allora non ha più dato notizie di sé."
        case .pastDue:
            "L'\(update) è pronto sul dispositivo ma non è stato installato, e la scadenza è passata"
                + "[ ({deadline}, ora locale)]."
        case .installingSilent:
            "Il dispositivo ha iniziato a installare l'\(update), ma non dà notizie da più tempo di quanto "
                + "l'installazione richieda."
        case .satisfied:
            "Il dispositivo dichiara di eseguire già [la versione {target}|la versione richiesta] o una più recente; la "
                + "sua versione è in corso di verifica."
        case .withdrawn:
            "L'\(update) non deve più essere installato su questo dispositivo; la dichiarazione è in corso di "
                + "rimozione."

        case .notEnrolled: "Il dispositivo non è più registrato, quindi non gli si può richiedere nulla."
        case .userEnrolment:
            "Il dispositivo è stato registrato dal suo utente (registrazione utente), e in questo caso Apple non "
                + "impone aggiornamenti."
        case .enforcementNotSupported:
            "[Il sistema del dispositivo, versione {installed}, è precedente a {floor}, il primo a cui si possa imporre "
                + "un aggiornamento.|Il dispositivo non dichiara che gli si possa imporre un aggiornamento: non conosce "
                + "la dichiarazione.]"
        case .notSupervised:
            "Il Mac non è supervisionato, e a un Mac non supervisionato non si può imporre un aggiornamento."
        case .modelNotInFeed: "L'elenco di Apple non contiene alcuna versione per questo modello."
        case .releaseExpired:
            "La versione indicata dal piano[ ({rule})] non può più essere installata: Apple l'ha ritirata."
        case .bsiNeedsBuild:
            "Questo miglioramento di sicurezza in background è destinato a un'altra build[ ({build})], anch'essa "
                + "non installabile[; il dispositivo esegue la versione {installed}[, build {installedBuild}]]."
        case .noPlan:
            "Nessun piano comprende questo dispositivo[, anche se per esso è disponibile la versione {target}]"
                + "[; il dispositivo esegue la versione {installed}]."
        case .noticeTooShort:
            "La scadenza del piano[ ({deadline}, ora locale)] lascia meno del preavviso minimo, quindi l'\(update) non "
                + "viene proposto."
        case .rejected:
            "Il dispositivo ha rifiutato la dichiarazione per l'\(update)[ e segnala: «{refusal}»]."
        case .blocked: "L'installazione dell'\(update) non è riuscita\(times) e continua a non riuscire\(words)."

        case .deviceOffline: "Il dispositivo potrebbe essere spento, in stop o senza rete."
        case .pushRefused:
            "Il servizio di notifiche push non ha accettato l'ultima notifica, quindi non è possibile riattivare il "
                + "dispositivo."
        case .userDecides: "Fino alla scadenza è l'utente a decidere quando installare l'aggiornamento."
        case .bootstrapTokenMissing:
            "Il Mac non ha affidato il proprio token di bootstrap al server, quindi per l'installazione qualcuno deve "
                + "inserire una password."
        case .failureReported:
            "Il dispositivo ha segnalato [{failureCount} <failureCount|tentativo non riuscito|tentativi non riusciti>"
                + "|un tentativo non riuscito][: «{failureReason}»]."
        case .declarationRefused: "Il dispositivo ha valutato la dichiarazione e non l'ha accettata[: «{refusal}»]."
        case .reportUnapplied:
            "Un report del dispositivo è stato conservato, ma non è stato possibile interpretarlo."
        case .targetMissing: "All'ultima lettura la versione mancava dall'elenco di Apple, oppure era scaduta."
        case .declarationMissing:
            "Il dispositivo ha comunicato che cosa conserva, e la dichiarazione non ne fa parte."
        case .cannotRecall: "Il dispositivo lo stava già installando, e questo non si può più annullare."
        case .feedStale:
            "Da qualche tempo non è stato possibile leggere l'elenco di Apple: potrebbe essere uscita una versione più "
                + "recente."
        case .stalled: "Da molto tempo non viene segnalato alcun progresso dell'aggiornamento."
        case .lowDisk: "Sul dispositivo c'è poco spazio libero."
        case .lowPower: "La batteria è quasi scarica, e il dispositivo potrebbe attendere l'alimentazione."
        case .noNetwork: "Il dispositivo potrebbe non avere una rete da cui scaricare."
        case .passcodeNeeded: "Il dispositivo è protetto da un codice, che l'utente potrebbe dover inserire."
        case .passcodeNotEntered: "Il codice non è stato inserito, oppure l'autorizzazione è scaduta."
        case .userAgreed: "L'utente ha accettato che l'installazione avvenga questa notte."
        case .bootstrapTokenRefused:
            "Il Mac non è autorizzato a usare il proprio token di bootstrap, oppure l'autorizzazione non è riuscita."
        case .otherPlan: "I piani divergono per questo dispositivo, e vale quello che ha la precedenza."

        case .applianceCurrent, .upgradePlanned, .inventoryUnread, .turnNotCome, .soaking, .healthUnread,
            .backupMissing, .backupStale, .exportMissing, .notStaged, .windowShut, .windowTooShort, .hopReady,
            .hopInstalling, .hopUnanswered, .hopVerifying, .restoring, .noUpgrade, .noGraph, .allPaused,
            .upgradePaused, .changedByOthers, .unknownInventory, .noPath, .packageBlocked, .packageGone, .turnNotSet,
            .contractMissing, .approvalMissing, .approvalLapsed, .testRunMissing, .testRunUnprovable, .healthBad,
            .backupFailed, .backupUnverified, .exportFailed, .exportKeyless, .digestMismatch, .noWindow,
            .checkpointOpen, .hopFailed, .applianceFrozen, .callAtWork, .installNotBegun, .stageFailed, .overrun:
            appliance(reason)
        }
    }
}
